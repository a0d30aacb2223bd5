// Of which of these communities a profile is a member.
//
// $profile      profile id
// $communities  community ids
MATCH (profile:Profile {id: $profile})
UNWIND $communities AS id
MATCH (community:Community {id: id})
WHERE EXISTS { (profile)-[:MEMBER_OF]->(community) }
RETURN id
