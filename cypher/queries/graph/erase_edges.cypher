// Removes the edges of every kind between a profile and others; all are locked.
//
// $profile      profile id
// $others       ids of the profiles
// $communities  ids of the communities
MATCH (profile:Profile {id: $profile})
CALL (profile) {
  UNWIND $others AS id
  MATCH (other:Profile {id: id})
  WITH profile, other
  MATCH (profile)-[edge]-(other)
  DELETE edge
  RETURN count(*) AS edges
}
CALL (profile) {
  UNWIND $communities AS id
  MATCH (community:Community {id: id})
  WITH profile, community
  MATCH (profile)-[edge:MEMBER_OF]->(community)
  DELETE edge
  RETURN count(*) AS memberships
}
RETURN edges + memberships AS erased
