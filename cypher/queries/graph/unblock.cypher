// Ends blocks.
//
// $rows  {index, source, target} each: ids of blocker and blocked
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (:Profile {id: row.source})-[blocks:BLOCKS]->(:Profile {id: row.target})
  DELETE blocks
  RETURN CASE WHEN blocks IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
