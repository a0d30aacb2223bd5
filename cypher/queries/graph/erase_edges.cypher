// Removes the edges of every kind between a profile and others; all are locked.
//
// $profile      profile id
// $others       ids of the profiles
// $communities  ids of the communities
MATCH (profile:Profile {id: $profile})
CALL (profile) {
  UNWIND $others AS id
  MATCH (profile)-[edge]-(:Profile {id: id})
  DELETE edge
  RETURN count(*) AS edges
}
CALL (profile) {
  UNWIND $communities AS id
  MATCH (profile)-[edge]-(:Community {id: id})
  DELETE edge
  RETURN count(*) AS memberships
}
RETURN edges + memberships AS erased
