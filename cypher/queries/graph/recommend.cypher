// Recommends profiles to a profile, in a set that is not in use yet, and says of whom it does not why; all of them are locked.
// The answer has no row for one without a node.
//
// $profile  profile id
// $shadow   whether the set that is not served is meant
// $set      the set
// $rows     {target, score, rank, reason, evidence} each: rank is the score less than nothing, by which the best come first
// $run      {runId, model, expiresAt}, which all have
MATCH (profile:Profile {id: $profile})
UNWIND $rows AS row
MATCH (target:Profile {id: row.target})
OPTIONAL MATCH ()-[dismissed:DISMISSED]->()
USING INDEX SEEK dismissed:DISMISSED(source, target)
WHERE dismissed.source = $profile AND dismissed.target = row.target
WITH profile, target, row,
     CASE
       WHEN profile.deleted OR target.deleted THEN 'NOT_FOUND'
       WHEN EXISTS { (profile)-[:BLOCKS]->(target) } THEN 'BLOCKED'
       WHEN EXISTS { (profile)<-[:BLOCKS]-(target) } THEN 'NOT_FOUND'
       WHEN dismissed IS NOT NULL THEN 'DISMISSED'
       ELSE 'STORED'
     END AS outcome
FOREACH (_ IN CASE outcome WHEN 'STORED' THEN [1] ELSE [] END |
  CREATE (profile)-[edge:RECOMMENDED {source: $profile, target: row.target, shadow: $shadow, set: $set}]->(target)
  SET edge += $run, edge.score = row.score, edge.rank = row.rank, edge.reason = row.reason, edge.evidence = row.evidence
)
RETURN row.target AS target, outcome
