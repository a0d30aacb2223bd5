// How many of a profile's followers a viewer follows.
//
// $viewer, $profile  profile ids
MATCH (profile:Profile {id: $profile})
MATCH (viewer:Profile {id: $viewer})-[known:FOLLOWS {state: 'FOLLOWING'}]->(follower:Profile)
WHERE EXISTS { (follower)-[:FOLLOWS {state: 'FOLLOWING'}]->(profile) }
RETURN count(*) AS count
