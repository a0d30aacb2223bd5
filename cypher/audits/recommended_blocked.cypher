// Recommendations across a block
//
// Recommendations of which either profile blocks the other. A block ends them in the transaction that makes it, and none may be made afterwards.
//
// severity  error
// expect    rows = 0
// key       source, target, set
// ids       source, target, set, blocker, blocked
// limit     1000
// budget    30s
// cron      26 2 * * *
// fix       PUT /v1/profiles/{blocker}/blocks/{blocked}, which ends them again
MATCH (blocker:Profile)-[:BLOCKS]->(blocked:Profile)
MATCH (blocker)-[edge:RECOMMENDED]-(blocked)
WITH startNode(edge).id AS source, endNode(edge).id AS target, edge.set AS set, edge.runId AS run, blocker.id AS blocker, blocked.id AS blocked
RETURN DISTINCT source, target, set, run, blocker, blocked
ORDER BY source, target, set, blocker
LIMIT 1001
