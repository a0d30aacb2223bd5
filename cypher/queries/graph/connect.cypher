// Connects profiles with others, both ways at once: the one edge goes from the lesser id to the greater. Both are locked.
// The answer has no row for a pair of which either has no node.
//
// $rows     {index, source, target, at, by} each: ids of the lesser and the greater, when in ms, and which of the two connects; the edge keeps
//           its first time
// $version  of the edges that this makes
UNWIND $rows AS row
CALL (row) {
  MATCH (source:Profile {id: row.source})
  MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH (source)-[existing:CONNECTED]->(target)
  WITH row, source, target, existing,
       EXISTS { (source)-[:BLOCKS]->(target) } AS sourceBlocks, EXISTS { (source)<-[:BLOCKS]-(target) } AS targetBlocks
  WITH row, source, target, existing,
       CASE
         WHEN CASE row.by WHEN row.source THEN sourceBlocks ELSE targetBlocks END THEN 'BLOCKED'
         WHEN source.deleted OR target.deleted THEN 'HIDDEN'
         WHEN sourceBlocks OR targetBlocks THEN 'HIDDEN'
         WHEN existing IS NOT NULL THEN 'EXISTING'
         ELSE 'CREATED'
       END AS outcome
  FOREACH (_ IN CASE outcome WHEN 'CREATED' THEN [1] ELSE [] END |
    CREATE (source)-[:CONNECTED {source: row.source, target: row.target, since: row.at, version: $version}]->(target)
  )
  RETURN outcome, coalesce(existing.since, row.at) AS since
}
RETURN row.index AS index, outcome, since
