// Ends mutes.
//
// $rows  {index, source, target} each: ids of muter and muted
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (:Profile {id: row.source})-[mutes:MUTES]->(:Profile {id: row.target})
  DELETE mutes
  RETURN CASE WHEN mutes IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
