// A part of one of a profile's sets of recommendations, the best first, after a position; those that have expired are left out.
// The profile is locked first, as for a write: so no part is read of a set that is just being replaced.
//
// $profile     profile id
// $shadow      whether the set that is not served is meant
// $rank, $id   the position: rank and id of the last one that was given out
// $now         in ms
// $limit       rows wanted
//
// CASE, since OR would at times be planned as two searches whose rows are all sorted.
MATCH (profile:Profile {id: $profile})
SET profile.lock = true
WITH profile
CALL () {
  MATCH ()-[edge:RECOMMENDED]->()
  USING INDEX SEEK edge:RECOMMENDED(source, shadow, rank, target)
  WHERE edge.source = $profile AND edge.shadow = $shadow AND edge.rank >= $rank AND edge.target IS NOT NULL
    AND CASE WHEN edge.rank > $rank THEN true ELSE edge.target > $id END
    AND (edge.expiresAt IS NULL OR edge.expiresAt > $now)
  RETURN edge
  ORDER BY edge.source, edge.shadow, edge.rank, edge.target
  LIMIT $limit
}
RETURN edge.target AS target, edge.score AS score, edge.reason AS reason, edge.evidence AS evidence, edge.runId AS runId,
       edge.model AS model, edge.expiresAt AS expiresAt
ORDER BY edge.rank, edge.target
