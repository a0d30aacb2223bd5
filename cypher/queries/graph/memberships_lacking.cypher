// Which of these pairs of a profile and a community, both of them there and not deleted, lack their membership.
//
// $pairs  {profile, community} each
UNWIND $pairs AS pair
MATCH (profile:Profile {id: pair.profile})
MATCH (community:Community {id: pair.community})
WHERE NOT coalesce(profile.deleted, false) AND NOT coalesce(community.deleted, false)
  AND NOT EXISTS { (profile)-[:MEMBER_OF]->(community) }
RETURN pair.community AS community
