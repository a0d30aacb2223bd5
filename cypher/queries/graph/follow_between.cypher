// Whether one profile follows another, or has asked to, and which of them are private.
//
// $source, $target  profile ids of follower and followee
MATCH (follower:Profile {id: $source})-[follows:FOLLOWS]->(followee:Profile {id: $target})
WHERE NOT follower.deleted AND NOT followee.deleted
RETURN follows.state AS state, follows.since AS since,
       follower.private AS followerPrivate, followee.private AS followeePrivate
