// Brings in edges; both ends of each are locked. Of an edge that is there already the newer version stays. Where what is there is not to be contradicted, no
// edge comes across a block, no block across an edge, and none to who is deleted. The answer is how many found both their ends.
//
// $merge  whether what is there is not to be contradicted
// $follows, $followed, $connected, $blocks, $mutes, $memberships, $recommended, $dismissed  of each kind {source, target, version, set, said} each
CALL () {
  UNWIND $follows AS row
  MATCH (source:Profile {id: row.source})
  MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH (source)-[existing:FOLLOWS]->(target)
  WITH row, source, target, existing,
       $merge AND (coalesce(source.deleted, false) OR coalesce(target.deleted, false) OR EXISTS { (source)-[:BLOCKS]-(target) }) AS contradicts
  FOREACH (_ IN CASE WHEN existing IS NULL AND NOT contradicts THEN [1] ELSE [] END |
    CREATE (source)-[edge:FOLLOWS]->(target)
    SET edge = row.said
  )
  FOREACH (older IN CASE WHEN existing.version < row.version AND NOT contradicts THEN [existing] ELSE [] END | SET older = row.said)
  RETURN count(*) AS follows
}
CALL () {
  UNWIND $followed AS row
  MATCH (source:Profile {id: row.source})
  MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH (source)-[existing:FOLLOWED]->(target)
  WITH row, source, target, existing,
       $merge AND (coalesce(source.deleted, false) OR coalesce(target.deleted, false) OR EXISTS { (source)-[:BLOCKS]-(target) }) AS contradicts
  FOREACH (_ IN CASE WHEN existing IS NULL AND NOT contradicts THEN [1] ELSE [] END |
    CREATE (source)-[edge:FOLLOWED]->(target)
    SET edge = row.said
  )
  FOREACH (older IN CASE WHEN existing.version < row.version AND NOT contradicts THEN [existing] ELSE [] END | SET older = row.said)
  RETURN count(*) AS followed
}
CALL () {
  UNWIND $connected AS row
  MATCH (source:Profile {id: row.source})
  MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH (source)-[existing:CONNECTED]->(target)
  WITH row, source, target, existing,
       $merge AND (coalesce(source.deleted, false) OR coalesce(target.deleted, false) OR EXISTS { (source)-[:BLOCKS]-(target) }) AS contradicts
  FOREACH (_ IN CASE WHEN existing IS NULL AND NOT contradicts THEN [1] ELSE [] END |
    CREATE (source)-[edge:CONNECTED]->(target)
    SET edge = row.said
  )
  FOREACH (older IN CASE WHEN existing.version < row.version AND NOT contradicts THEN [existing] ELSE [] END | SET older = row.said)
  RETURN count(*) AS connected
}
CALL () {
  UNWIND $blocks AS row
  MATCH (source:Profile {id: row.source})
  MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH (source)-[existing:BLOCKS]->(target)
  WITH row, source, target, existing,
       $merge AND (coalesce(source.deleted, false) OR coalesce(target.deleted, false) OR EXISTS { (source)-[:FOLLOWS|FOLLOWED|CONNECTED|RECOMMENDED]-(target) }) AS contradicts
  FOREACH (_ IN CASE WHEN existing IS NULL AND NOT contradicts THEN [1] ELSE [] END |
    CREATE (source)-[edge:BLOCKS]->(target)
    SET edge = row.said
  )
  FOREACH (older IN CASE WHEN existing.version < row.version AND NOT contradicts THEN [existing] ELSE [] END | SET older = row.said)
  RETURN count(*) AS blocks
}
CALL () {
  UNWIND $mutes AS row
  MATCH (source:Profile {id: row.source})
  MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH (source)-[existing:MUTES]->(target)
  WITH row, source, target, existing,
       $merge AND (coalesce(source.deleted, false) OR coalesce(target.deleted, false)) AS contradicts
  FOREACH (_ IN CASE WHEN existing IS NULL AND NOT contradicts THEN [1] ELSE [] END |
    CREATE (source)-[edge:MUTES]->(target)
    SET edge = row.said
  )
  FOREACH (older IN CASE WHEN existing.version < row.version AND NOT contradicts THEN [existing] ELSE [] END | SET older = row.said)
  RETURN count(*) AS mutes
}
CALL () {
  UNWIND $memberships AS row
  MATCH (source:Profile {id: row.source})
  MATCH (target:Community {id: row.target})
  OPTIONAL MATCH (source)-[existing:MEMBER_OF]->(target)
  WITH row, source, target, existing,
       $merge AND (coalesce(source.deleted, false) OR coalesce(target.deleted, false)) AS contradicts
  FOREACH (_ IN CASE WHEN existing IS NULL AND NOT contradicts THEN [1] ELSE [] END |
    CREATE (source)-[edge:MEMBER_OF]->(target)
    SET edge = row.said
  )
  FOREACH (older IN CASE WHEN existing.version < row.version AND NOT contradicts THEN [existing] ELSE [] END | SET older = row.said)
  RETURN count(*) AS memberships
}
CALL () {
  UNWIND $recommended AS row
  MATCH (source:Profile {id: row.source})
  MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH (source)-[existing:RECOMMENDED]->(target) WHERE existing.set = row.set
  WITH row, source, target, existing,
       $merge AND (coalesce(source.deleted, false) OR coalesce(target.deleted, false) OR EXISTS { (source)-[:BLOCKS]-(target) }) AS contradicts
  FOREACH (_ IN CASE WHEN existing IS NULL AND NOT contradicts THEN [1] ELSE [] END |
    CREATE (source)-[edge:RECOMMENDED]->(target)
    SET edge = row.said
  )
  FOREACH (older IN CASE WHEN existing.version < row.version AND NOT contradicts THEN [existing] ELSE [] END | SET older = row.said)
  RETURN count(*) AS recommended
}
CALL () {
  UNWIND $dismissed AS row
  MATCH (source:Profile {id: row.source})
  MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH ()-[existing:DISMISSED]->()
  USING INDEX SEEK existing:DISMISSED(source, target)
  WHERE existing.source = row.source AND existing.target = row.target
  WITH row, source, target, existing,
       $merge AND (coalesce(source.deleted, false) OR coalesce(target.deleted, false)) AS contradicts
  FOREACH (_ IN CASE WHEN existing IS NULL AND NOT contradicts THEN [1] ELSE [] END |
    CREATE (source)-[edge:DISMISSED]->(target)
    SET edge = row.said
  )
  FOREACH (older IN CASE WHEN existing.version < row.version AND NOT contradicts THEN [existing] ELSE [] END | SET older = row.said)
  RETURN count(*) AS dismissed
}
RETURN follows + followed + connected + blocks + mutes + memberships + recommended + dismissed AS found
