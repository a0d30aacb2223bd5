// Connections that are stored twice
//
// Several connections between the same two profiles, whichever way each goes. A connection has no direction, and one edge.
//
// severity  error
// expect    rows = 0
// key       source, target
// ids       source, target
// limit     1000
// budget    30s
// cron      22 2 * * *
// fix       DELETE /v1/profiles/{source}/connections/{target}, then PUT it again
MATCH (source:Profile)
CALL (source) {
  MATCH (source)-[edge:CONNECTED]-(other:Profile)
  WHERE other.id > source.id
  WITH other, count(*) AS edges
  WHERE edges > 1
  RETURN other.id AS target, edges
}
RETURN source.id AS source, target, edges
ORDER BY source, target
LIMIT 1001
