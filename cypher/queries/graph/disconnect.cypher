// Ends connections.
//
// $rows  {index, source, target} each: the ids, the lesser first
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (:Profile {id: row.source})-[connected:CONNECTED]->(:Profile {id: row.target})
  DELETE connected
  RETURN CASE WHEN connected IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
