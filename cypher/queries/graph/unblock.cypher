// Ends blocks.
//
// $rows  {index, source, target} each: ids of blocker and blocked
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (blocker:Profile {id: row.source})
  OPTIONAL MATCH (blocked:Profile {id: row.target})
  OPTIONAL MATCH (blocker)-[blocks:BLOCKS]->(blocked)
  DELETE blocks
  RETURN CASE WHEN blocks IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
