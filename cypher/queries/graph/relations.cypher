// How a viewer stands to other profiles; only those to whom there is some relation.
//
// $viewer  profile id
// $others  profile ids
MATCH (viewer:Profile {id: $viewer})
UNWIND $others AS other
MATCH (profile:Profile {id: other})
WITH profile.id AS id,
     EXISTS { (viewer)-[:FOLLOWS {state: 'FOLLOWING'}]->(profile) } AS following,
     EXISTS { (viewer)-[:BLOCKS]->(profile) } AS blocking,
     EXISTS { (viewer)<-[:BLOCKS]-(profile) } AS blockedBy
WHERE following OR blocking OR blockedBy
RETURN id, following, blocking, blockedBy
