// Ends memberships.
//
// $rows  {index, source, target} each: ids of profile and community
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (member:Profile {id: row.source})
  OPTIONAL MATCH (community:Community {id: row.target})
  OPTIONAL MATCH (member)-[membership:MEMBER_OF]->(community)
  DELETE membership
  RETURN CASE WHEN membership IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
