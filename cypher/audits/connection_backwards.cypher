// Connections that go the wrong way
//
// Connections that go from the greater id to the lesser: the look-up of two profiles would not find them.
//
// severity  error
// expect    rows = 0
// key       source, target
// ids       source, target
// limit     1000
// budget    30s
// cron      24 2 * * *
// fix       PUT /v1/profiles/{source}/connections/{target}, which makes the right one, then DELETE the wrong edge in Neo4j
MATCH (source:Profile)-[:CONNECTED]->(target:Profile)
WHERE source.id > target.id
RETURN DISTINCT source.id AS source, target.id AS target
ORDER BY source, target
LIMIT 1001
