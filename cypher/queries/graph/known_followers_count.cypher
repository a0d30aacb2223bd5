// How many of a profile's followers a viewer follows.
//
// $viewer, $profile  profile ids
MATCH (profile:Profile {id: $profile})
MATCH (viewer:Profile {id: $viewer})-[known:FOLLOWS {state: 'FOLLOWING'}]->(follower:Profile)
WITH profile, follower
MATCH (follower)-[edge:FOLLOWS {state: 'FOLLOWING'}]->(profile)
RETURN count(*) AS count
