// Who has followed a profile and keeps what they saw of it, newest first, after a position: ids only, in one row.
//
// $profile     profile id
// $from        time in ms; whose follow had ended before keeps nothing of what is from then or later
// $since, $id  the position: end of the follow in ms and id of the last one that was given out
// $limit       ids wanted
//
// CASE, since OR would at times be planned as two searches whose rows are all sorted.
MATCH ()-[edge:FOLLOWED]->()
USING INDEX SEEK edge:FOLLOWED(target, until, source)
WHERE edge.target = $profile AND edge.until >= $from AND edge.until <= $since AND edge.source IS NOT NULL
  AND CASE WHEN edge.until < $since THEN true ELSE edge.source < $id END
WITH edge
ORDER BY edge.target DESC, edge.until DESC, edge.source DESC
LIMIT $limit
RETURN collect(edge.source) AS ids, min(edge.until) AS since
