// Makes profiles block others, and in the same moment ends follows, requests, what is kept of former follows, connections and
// recommendations between them; both are locked.
// The answer has no row for a pair of which either has no node.
//
// $rows     {index, source, target, at} each: ids of blocker and blocked, and when in ms; the edge keeps its first time
// $version  of the edges that this makes
UNWIND $rows AS row
CALL (row) {
  MATCH (blocker:Profile {id: row.source})
  MATCH (blocked:Profile {id: row.target})
  CALL (blocker, blocked) {
    CALL (blocker, blocked) {
      MATCH (blocker)-[edge:FOLLOWS|FOLLOWED|CONNECTED|RECOMMENDED]->(blocked)
      RETURN edge
      UNION ALL
      MATCH (blocker)<-[edge:FOLLOWS|FOLLOWED|CONNECTED|RECOMMENDED]-(blocked)
      RETURN edge
    }
    WITH blocker, blocked, edge
    WHERE NOT blocker.deleted AND NOT blocked.deleted
    DELETE edge
    RETURN count(*) AS severed
  }
  WITH row, blocker, blocked, severed, EXISTS { (blocker)-[:BLOCKS]->(blocked) } AS existed
  FOREACH (_ IN CASE WHEN blocker.deleted OR blocked.deleted THEN [] ELSE [1] END |
    MERGE (blocker)-[blocks:BLOCKS]->(blocked)
      ON CREATE SET blocks = {source: row.source, target: row.target, since: row.at, version: $version}
  )
  WITH blocker, blocked, existed
  OPTIONAL MATCH (blocker)-[blocks:BLOCKS]->(blocked)
  RETURN CASE
           WHEN blocker.deleted OR blocked.deleted THEN 'HIDDEN'
           WHEN existed THEN 'EXISTING'
           ELSE 'CREATED'
         END AS outcome, blocks.since AS since
}
RETURN row.index AS index, outcome, since
