// Who is a member of a community, newest first, after a position.
//
// $community   community id
// $since, $id  the position: time in ms and id of the last one that was given out
// $limit       rows wanted
//
// CASE, since OR would at times be planned as two searches whose rows are all sorted.
MATCH ()-[edge:MEMBER_OF]->()
USING INDEX SEEK edge:MEMBER_OF(target, since, source)
WHERE edge.target = $community AND edge.since <= $since AND edge.source IS NOT NULL
  AND CASE WHEN edge.since < $since THEN true ELSE edge.source < $id END
RETURN edge.source AS id, edge.since AS since
ORDER BY edge.target DESC, edge.since DESC, edge.source DESC
LIMIT $limit
