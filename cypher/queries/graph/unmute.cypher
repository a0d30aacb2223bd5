// Ends mutes.
//
// $rows  {index, source, target} each: ids of muter and muted
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (muter:Profile {id: row.source})
  OPTIONAL MATCH (muted:Profile {id: row.target})
  OPTIONAL MATCH (muter)-[mutes:MUTES]->(muted)
  DELETE mutes
  RETURN CASE WHEN mutes IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
