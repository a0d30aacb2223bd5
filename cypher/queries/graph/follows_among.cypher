// How follows and requests stand, and whether they had to be asked for.
//
// $pairs  {source, target} each: ids of follower and followee
UNWIND $pairs AS pair
MATCH (follower:Profile {id: pair.source})
MATCH (followee:Profile {id: pair.target})
WHERE NOT follower.deleted AND NOT followee.deleted
MATCH (follower)-[follows:FOLLOWS WHERE follows.state <> 'REJECTED']->(followee)
RETURN pair.source AS source, pair.target AS target, follows.state AS state, follows.since AS since, follows.requestedAt AS requestedAt
