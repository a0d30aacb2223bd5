// By whom a profile waits to be let in, newest first, after a position.
//
// $profile     profile id
// $since, $id  the position: time in ms and id of the last one that was given out
// $limit       rows wanted
//
// CASE, since OR would at times be planned as two searches whose rows are all sorted.
MATCH ()-[edge:FOLLOWS]->()
USING INDEX SEEK edge:FOLLOWS(source, state, since, target)
WHERE edge.source = $profile AND edge.state = 'REQUESTED' AND edge.since <= $since AND edge.target IS NOT NULL
  AND CASE WHEN edge.since < $since THEN true ELSE edge.target < $id END
RETURN edge.target AS id, edge.since AS since
ORDER BY edge.source DESC, edge.state DESC, edge.since DESC, edge.target DESC
LIMIT $limit
