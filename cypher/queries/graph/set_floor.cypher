// Says from which post on what a followee had posted before belongs to the follower's home timeline, also where the follow is over and its history
// kept; followers and followees are locked. What was worked out for a follow that is no more changes nothing, and a floor that is there only falls.
//
// $rows     {index, source, target, asOf, limit, floor} each: ids of follower and followee, as of when, in ms, and for how many posts this was
//           worked out, and the id of the oldest of them, or null where there are no more
// $version  of the edges that this changes
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (follower:Profile {id: row.source})
  OPTIONAL MATCH (followee:Profile {id: row.target})
  OPTIONAL MATCH (follower)-[edge:FOLLOWS|FOLLOWED]->(followee)
  WHERE edge.copyAsOf = row.asOf AND edge.copyLimit = row.limit
  WITH edge, CASE WHEN edge.floor < row.floor THEN edge.floor ELSE row.floor END AS floor
  WITH edge, floor,
       CASE
         WHEN edge IS NULL THEN 'ABSENT'
         WHEN coalesce(edge.floor, 0) = coalesce(floor, 0) THEN 'EXISTING'
         ELSE 'CHANGED'
       END AS outcome
  FOREACH (_ IN CASE WHEN edge IS NULL THEN [] ELSE [1] END |
    SET edge.floor = floor, edge.copyAsOf = null, edge.copyLimit = null,
        edge.version = CASE outcome WHEN 'CHANGED' THEN $version ELSE edge.version END
  )
  RETURN outcome, edge.since AS since
}
RETURN row.index AS index, outcome, since
