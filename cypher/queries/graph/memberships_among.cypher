// Of which of these communities a profile is a member.
//
// $profile      profile id
// $communities  community ids
MATCH (profile:Profile {id: $profile})
UNWIND $communities AS id
MATCH (community:Community {id: id})
USING INDEX SEEK community:Community(id)
WHERE EXISTS { (profile)-[:MEMBER_OF]->(community) }
RETURN id
