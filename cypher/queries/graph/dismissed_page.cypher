// Whom a profile has dismissed for good, in order of their ids, after one of them.
//
// $profile  profile id
// $after    the last id that was given out
// $limit    rows wanted
MATCH ()-[edge:DISMISSED]->()
USING INDEX SEEK edge:DISMISSED(source, target)
WHERE edge.source = $profile AND edge.target > $after
RETURN edge.target AS id, edge.since AS since
ORDER BY edge.source, edge.target
LIMIT $limit
