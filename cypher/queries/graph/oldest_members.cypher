// Who have been members of a community longest.
//
// $community  community id
// $limit      rows wanted
MATCH ()-[edge:MEMBER_OF]->()
USING INDEX SEEK edge:MEMBER_OF(target, since, source)
WHERE edge.target = $community AND edge.since IS NOT NULL AND edge.source IS NOT NULL
RETURN edge.source AS id
ORDER BY edge.target, edge.since, edge.source
LIMIT $limit
