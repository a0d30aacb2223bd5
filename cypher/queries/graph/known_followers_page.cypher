// Those of a profile's followers whom a viewer follows, newest follower first, after a position. It begins at the viewer, whose follows are
// bounded by the follow cap.
//
// $viewer, $profile  profile ids
// $since, $id        the position: time in ms and id of the last one that was given out
// $limit             rows wanted
MATCH (profile:Profile {id: $profile})
MATCH (viewer:Profile {id: $viewer})-[known:FOLLOWS {state: 'FOLLOWING'}]->(follower:Profile)
WITH profile, follower
MATCH (follower)-[edge:FOLLOWS {state: 'FOLLOWING'}]->(profile)
WHERE edge.since < $since OR (edge.since = $since AND edge.source < $id)
RETURN edge.source AS id, edge.since AS since
ORDER BY since DESC, id DESC
LIMIT $limit
