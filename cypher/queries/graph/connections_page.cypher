// With whom a profile is connected, newest first, after a position. It may be either end.
//
// $profile     profile id
// $since, $id  the position: time in ms and id of the last one that was given out
// $limit       rows wanted
//
// CASE, since OR would at times be planned as two searches whose rows are all sorted.
CALL () {
  MATCH ()-[edge:CONNECTED]->()
  USING INDEX SEEK edge:CONNECTED(source, since, target)
  WHERE edge.source = $profile AND edge.since <= $since AND edge.target IS NOT NULL
    AND CASE WHEN edge.since < $since THEN true ELSE edge.target < $id END
  RETURN edge.target AS id, edge.since AS since
  ORDER BY edge.source DESC, edge.since DESC, edge.target DESC
  LIMIT $limit
  UNION ALL
  MATCH ()-[edge:CONNECTED]->()
  USING INDEX SEEK edge:CONNECTED(target, since, source)
  WHERE edge.target = $profile AND edge.since <= $since AND edge.source IS NOT NULL
    AND CASE WHEN edge.since < $since THEN true ELSE edge.source < $id END
  RETURN edge.source AS id, edge.since AS since
  ORDER BY edge.target DESC, edge.since DESC, edge.source DESC
  LIMIT $limit
}
RETURN id, since
ORDER BY since DESC, id DESC
LIMIT $limit
