// Whom a profile mutes, newest first, after a position.
//
// $profile     profile id
// $since, $id  the position: time in ms and id of the last one that was given out
// $limit       rows wanted
// $now         in ms; what ended before is left out
//
// CASE and coalesce, since OR would at times be planned as two searches whose rows are all sorted.
MATCH ()-[edge:MUTES]->()
USING INDEX SEEK edge:MUTES(source, since, target)
WHERE edge.source = $profile AND edge.since <= $since AND edge.target IS NOT NULL
  AND CASE WHEN edge.since < $since THEN true ELSE edge.target < $id END
  AND coalesce(edge.until > $now, true)
RETURN edge.target AS id, edge.since AS since, edge.until AS until
ORDER BY edge.source DESC, edge.since DESC, edge.target DESC
LIMIT $limit
