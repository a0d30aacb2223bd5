// Who is a member of a community, newest first, after a position.
//
// $community   community id
// $since, $id  the position: time in ms and id of the last one that was given out
// $limit       rows wanted
MATCH ()-[edge:MEMBER_OF]->()
USING INDEX SEEK edge:MEMBER_OF(target, since, source)
WHERE edge.target = $community AND edge.since <= $since AND edge.source IS NOT NULL
  AND (edge.since < $since OR edge.source < $id)
RETURN edge.source AS id, edge.since AS since
ORDER BY edge.target DESC, edge.since DESC, edge.source DESC
LIMIT $limit
