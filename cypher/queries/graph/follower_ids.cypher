// Who follows a profile, newest first, after a position: ids only, in one row, since a row for each takes most of the time.
//
// $profile     profile id
// $since, $id  the position: time in ms and id of the last one that was given out
// $limit       ids wanted
//
// CASE, since OR would at times be planned as two searches whose rows are all sorted.
MATCH ()-[edge:FOLLOWS]->()
USING INDEX SEEK edge:FOLLOWS(target, state, since, source)
WHERE edge.target = $profile AND edge.state = 'FOLLOWING' AND edge.since <= $since AND edge.source IS NOT NULL
  AND CASE WHEN edge.since < $since THEN true ELSE edge.source < $id END
WITH edge
ORDER BY edge.target DESC, edge.state DESC, edge.since DESC, edge.source DESC
LIMIT $limit
RETURN collect(edge.source) AS ids, min(edge.since) AS since
