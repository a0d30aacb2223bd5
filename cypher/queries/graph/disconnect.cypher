// Ends connections.
//
// $rows  {index, source, target} each: the ids, the lesser first
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (source:Profile {id: row.source})
  OPTIONAL MATCH (target:Profile {id: row.target})
  OPTIONAL MATCH (source)-[connected:CONNECTED]->(target)
  DELETE connected
  RETURN CASE WHEN connected IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
