// Ends memberships.
//
// $rows  {index, source, target} each: ids of profile and community
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (:Profile {id: row.source})-[member:MEMBER_OF]->(:Community {id: row.target})
  DELETE member
  RETURN CASE WHEN member IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
