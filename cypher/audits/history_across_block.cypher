// History kept across a block
//
// What is kept of a former follow, between two profiles of which either blocks the other: it lets the one go on seeing what the other posted.
//
// severity  error
// expect    rows = 0
// key       source, target, blocker
// ids       source, target, blocker, blocked
// limit     1000
// budget    30s
// cron      8 2 * * *
// fix       PUT /v1/profiles/{blocker}/blocks/{blocked}, which ends it again
MATCH (blocker:Profile)-[:BLOCKS]->(blocked:Profile)
MATCH (blocker)-[edge:FOLLOWED]-(blocked)
RETURN DISTINCT startNode(edge).id AS source, endNode(edge).id AS target, blocker.id AS blocker, blocked.id AS blocked
ORDER BY source, target, blocker
LIMIT 1001
