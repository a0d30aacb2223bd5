// How profiles stand to others, both ways; only pairs with some relation, and none with a deleted profile.
//
// $sources, $targets  profile ids; all pairs of them
UNWIND $sources AS sourceId
MATCH (source:Profile {id: sourceId})
UNWIND $targets AS targetId
MATCH (target:Profile {id: targetId})
WHERE sourceId <> targetId AND NOT source.deleted AND NOT target.deleted
OPTIONAL MATCH (source)-[following:FOLLOWS WHERE following.state <> 'REJECTED']->(target)
OPTIONAL MATCH (source)<-[followed:FOLLOWS WHERE followed.state <> 'REJECTED']-(target)
OPTIONAL MATCH (source)-[muting:MUTES]->(target)
WITH sourceId, targetId, following, followed, muting,
     EXISTS { (source)-[:CONNECTED]-(target) } AS connected,
     EXISTS { (source)-[:BLOCKS]->(target) } AS blocking,
     EXISTS { (source)<-[:BLOCKS]-(target) } AS blockedBy
WHERE following IS NOT NULL OR followed IS NOT NULL OR muting IS NOT NULL OR connected OR blocking OR blockedBy
RETURN sourceId AS source, targetId AS target, following.state AS state, following.since AS since, followed.state AS backState,
       followed.since AS backSince, muting IS NOT NULL AS muting, muting.until AS until, connected, blocking, blockedBy
