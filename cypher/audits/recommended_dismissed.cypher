// Recommendations that were dismissed
//
// Recommendations of a profile that was dismissed for good. A dismissal takes it out of every set, and none may be made afterwards.
//
// severity  error
// expect    rows = 0
// key       source, target, set
// ids       source, target, set
// limit     1000
// budget    30s
// cron      28 2 * * *
// fix       DELETE /v1/profiles/{source}/recommendations/{target}, which dismisses it again
MATCH (source:Profile)-[:DISMISSED]->(target:Profile)
MATCH (source)-[edge:RECOMMENDED]->(target)
RETURN DISTINCT source.id AS source, target.id AS target, edge.set AS set, edge.runId AS run
ORDER BY source, target, set
LIMIT 1001
