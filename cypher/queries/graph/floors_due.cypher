// Which follows, and what is kept of former ones, tell how many posts from before they take over, and not yet from which one on.
//
// $pairs  {source, target} each: ids of follower and followee
UNWIND $pairs AS pair
MATCH (follower:Profile {id: pair.source})
MATCH (followee:Profile {id: pair.target})
OPTIONAL MATCH (follower)-[edge:FOLLOWS|FOLLOWED]->(followee)
WITH pair, edge
WHERE edge.copyAsOf IS NOT NULL AND edge.copyLimit > 0
RETURN pair.source AS source, pair.target AS target, edge.copyAsOf AS asOf, edge.copyLimit AS limit, edge.floor IS NOT NULL AS floored
