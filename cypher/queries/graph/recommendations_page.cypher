// A part of one of a profile's sets of recommendations, the best first, after a position; those that have expired are left out. No lock is taken: the set that is in use is
// looked up before its edges are read, and again afterwards. Edges only ever come to a set before it is in use, and, but for those that a block or a dismissal ends, go
// after it was: so a set that was in use both times was read whole. An edge that goes while it is read has lost its score, and is passed over.
//
// $profile     profile id
// $shadow      whether the set that is not served is meant
// $rank, $id   the position: rank and id of the last one that was given out
// $now         in ms
// $limit       rows wanted
//
// CASE and coalesce, since OR would at times be planned as two searches whose rows are all sorted.
MATCH (profile:Profile {id: $profile})
WITH CASE WHEN $shadow THEN coalesce(profile.shadowed, -1) ELSE coalesce(profile.recommended, 0) END AS set
CALL (set) {
  MATCH ()-[edge:RECOMMENDED]->()
  USING INDEX SEEK edge:RECOMMENDED(source, set, rank, target)
  WHERE edge.source = $profile AND edge.set = set AND edge.rank >= $rank AND edge.target IS NOT NULL
    AND CASE WHEN edge.rank > $rank THEN true ELSE edge.target > $id END
    AND coalesce(edge.expiresAt > $now, true)
  WITH edge, edge.score AS score
  WHERE score IS NOT NULL
  WITH edge, score
  ORDER BY edge.source, edge.set, edge.rank, edge.target
  LIMIT $limit
  RETURN collect({
    target: edge.target, score: score, reason: edge.reason, evidence: edge.evidence, runId: edge.runId, model: edge.model,
    expiresAt: edge.expiresAt
  }) AS recommended
}
MATCH (again:Profile {id: $profile})
RETURN recommended,
       set = CASE WHEN $shadow THEN coalesce(again.shadowed, -1) ELSE coalesce(again.recommended, 0) END AS whole
