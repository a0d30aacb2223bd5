// History kept beside a follow
//
// What is kept of a former follow, beside a follow that stands: a new follow takes it over in the same transaction.
//
// severity  error
// expect    rows = 0
// key       source, target
// ids       source, target
// limit     1000
// budget    30s
// cron      10 2 * * *
// fix       DELETE /v1/profiles/{source}/following/{target}, then PUT it again
MATCH (source:Profile)-[kept:FOLLOWED]->(target:Profile)
MATCH (source)-[follows:FOLLOWS {state: 'FOLLOWING'}]->(target)
RETURN DISTINCT source.id AS source, target.id AS target
ORDER BY source, target
LIMIT 1001
