// How many profiles follow a profile, and how many it follows.
//
// $profile  profile id
MATCH (profile:Profile {id: $profile})
RETURN COUNT { (profile)<-[:FOLLOWS {state: 'FOLLOWING'}]-() } AS followers,
       COUNT { (profile)-[:FOLLOWS {state: 'FOLLOWING'}]->() } AS following
