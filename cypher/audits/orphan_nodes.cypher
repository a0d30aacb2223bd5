// Nodes that belong to nothing
//
// Nodes that are neither a profile, nor a community, nor a note or receipt of a change, nor the library's own, or that have no id.
//
// severity  error
// expect    rows = 0
// key       element
// limit     1000
// budget    30s
// cron      46 2 * * *
// fix       none needed once it is known who made them: MATCH (node) WHERE elementId(node) = … DETACH DELETE node, in Neo4j
CALL () {
  MATCH (node)
  WHERE NOT (node:Profile OR node:Community OR node:OutboxEvent OR node:EdgeReceipt OR node:EdgeBundle OR node:GraphImport OR node:__Neo4jMigration OR node:__Neo4jMigrationsLock)
  RETURN node
  UNION
  MATCH (node:Profile|Community|OutboxEvent)
  WHERE node.id IS NULL
  RETURN node
}
RETURN elementId(node) AS element, labels(node) AS labels, COUNT { (node)--() } AS edges
ORDER BY element
LIMIT 1001
