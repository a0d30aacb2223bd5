// Makes profiles mute others, for good or until some time; muting again changes the time. Both are locked.
// The answer has no row for a pair of which either has no node.
//
// $rows     {index, source, target, at, until} each: ids of muter and muted, when in ms, and until when in ms or null
// $version  of the edges that this makes or changes
UNWIND $rows AS row
CALL (row) {
  MATCH (muter:Profile {id: row.source})
  MATCH (muted:Profile {id: row.target})
  OPTIONAL MATCH (muter)-[existing:MUTES]->(muted)
  WITH row, muter, muted, existing,
       CASE
         WHEN muter.deleted OR muted.deleted THEN 'HIDDEN'
         WHEN EXISTS { (muter)<-[:BLOCKS]-(muted) } THEN 'HIDDEN'
         WHEN existing IS NULL OR existing.until < row.at THEN 'CREATED'
         WHEN coalesce(existing.until, -1) <> coalesce(row.until, -1) THEN 'CHANGED'
         ELSE 'EXISTING'
       END AS outcome
  FOREACH (_ IN CASE WHEN outcome IN ['CREATED', 'CHANGED'] THEN [1] ELSE [] END |
    MERGE (muter)-[mutes:MUTES]->(muted)
    SET mutes = {
      source: row.source, target: row.target, until: row.until, version: $version,
      since: CASE WHEN existing IS NULL OR existing.until < row.at THEN row.at ELSE existing.since END
    }
  )
  WITH muter, muted, outcome
  OPTIONAL MATCH (muter)-[mutes:MUTES]->(muted)
  RETURN outcome, mutes.since AS since, mutes.until AS until
}
RETURN row.index AS index, outcome, since, until
