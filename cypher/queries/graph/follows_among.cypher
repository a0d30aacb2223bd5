// How follows and requests stand, and whether they had to be asked for.
//
// OPTIONAL, so that both ends are there before the edge between them is looked for: from one end alone, all its edges would be.
//
// $pairs  {source, target} each: ids of follower and followee
UNWIND $pairs AS pair
MATCH (follower:Profile {id: pair.source})
MATCH (followee:Profile {id: pair.target})
WHERE NOT follower.deleted AND NOT followee.deleted
OPTIONAL MATCH (follower)-[follows:FOLLOWS WHERE follows.state <> 'REJECTED']->(followee)
WITH pair, follows
WHERE follows IS NOT NULL
RETURN pair.source AS source, pair.target AS target, follows.state AS state, follows.since AS since, follows.requestedAt AS requestedAt
