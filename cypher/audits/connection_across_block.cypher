// Connections across a block
//
// Connections of two profiles of which either blocks the other. A block ends them in the transaction that makes it.
//
// severity  error
// expect    rows = 0
// key       source, target, blocker
// ids       source, target, blocker, blocked
// limit     1000
// budget    30s
// cron      6 2 * * *
// fix       PUT /v1/profiles/{blocker}/blocks/{blocked}, which ends them again
MATCH (blocker:Profile)-[:BLOCKS]->(blocked:Profile)
MATCH (blocker)-[edge:CONNECTED]-(blocked)
RETURN DISTINCT startNode(edge).id AS source, endNode(edge).id AS target, blocker.id AS blocker, blocked.id AS blocked
ORDER BY source, target, blocker
LIMIT 1001
