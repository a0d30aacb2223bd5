// Who follows a profile, newest first, after a position.
//
// $profile     profile id
// $since, $id  the position: time in ms and id of the last one that was given out
// $limit       rows wanted
MATCH ()-[edge:FOLLOWS]->()
USING INDEX SEEK edge:FOLLOWS(target, state, since, source)
WHERE edge.target = $profile AND edge.state = 'FOLLOWING' AND edge.since <= $since AND edge.source IS NOT NULL
  AND (edge.since < $since OR edge.source < $id)
RETURN edge.source AS id, edge.since AS since
ORDER BY edge.target DESC, edge.state DESC, edge.since DESC, edge.source DESC
LIMIT $limit
