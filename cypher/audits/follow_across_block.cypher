// Follows across a block
//
// Follows, requests and refusals between two profiles of which either blocks the other. A block ends them in the transaction that makes it, and holds
// off new ones.
//
// severity  error
// expect    rows = 0
// key       source, target
// ids       source, target, blocker, blocked
// limit     1000
// budget    30s
// cron      4 2 * * *
// fix       PUT /v1/profiles/{blocker}/blocks/{blocked}, which ends them again
MATCH (blocker:Profile)-[:BLOCKS]->(blocked:Profile)
MATCH (blocker)-[edge:FOLLOWS]-(blocked)
WITH startNode(edge).id AS source, endNode(edge).id AS target, edge.state AS state, blocker.id AS blocker, blocked.id AS blocked
RETURN DISTINCT source, target, state, blocker, blocked
ORDER BY source, target, blocker
LIMIT 1001
