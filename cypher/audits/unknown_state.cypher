// Follows in no known state
//
// Follows that are neither follows, nor requests, nor refusals, or lack the times which their state has.
//
// severity  error
// expect    rows = 0
// key       source, target
// ids       source, target
// limit     1000
// budget    30s
// cron      14 2 * * *
// fix       DELETE /v1/profiles/{source}/following/{target}, then PUT it again
MATCH (source:Profile)-[edge:FOLLOWS]->(target:Profile)
WHERE edge.state IS NULL OR NOT edge.state IN ['FOLLOWING', 'REQUESTED', 'REJECTED'] OR edge.since IS NULL
  OR (edge.state = 'REQUESTED' AND edge.requestedAt IS NULL) OR (edge.state = 'REJECTED' AND edge.decidedAt IS NULL)
RETURN source.id AS source, target.id AS target, edge.state AS state
ORDER BY source, target
LIMIT 1001
