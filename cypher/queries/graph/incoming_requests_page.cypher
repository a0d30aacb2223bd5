// Who waits to be let in by a profile, newest first, after a position.
//
// $profile     profile id
// $since, $id  the position: time in ms and id of the last one that was given out
// $limit       rows wanted
//
// CASE, since OR would at times be planned as two searches whose rows are all sorted.
MATCH ()-[edge:FOLLOWS]->()
USING INDEX SEEK edge:FOLLOWS(target, state, since, source)
WHERE edge.target = $profile AND edge.state = 'REQUESTED' AND edge.since <= $since AND edge.source IS NOT NULL
  AND CASE WHEN edge.since < $since THEN true ELSE edge.source < $id END
RETURN edge.source AS id, edge.since AS since
ORDER BY edge.target DESC, edge.state DESC, edge.since DESC, edge.source DESC
LIMIT $limit
