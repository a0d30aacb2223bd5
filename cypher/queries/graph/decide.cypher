// Decides on requests to follow; those who ask and those who are asked are locked. How many of the posts from before belong to the follower's home
// timeline counts from now on, as in follow.cypher.
//
// $rows     {index, source, target, at, state, open, first} each: ids of who asks and who is asked, the time of the decision in ms, which state the
//           request gets, whether only a followee that is no longer private lets in, and the first id that a post of this time can have
// $version  of the edges that this changes
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (follower:Profile {id: row.source})
  OPTIONAL MATCH (followee:Profile {id: row.target})
  OPTIONAL MATCH (follower)-[request:FOLLOWS {state: 'REQUESTED'}]->(followee)
  WHERE NOT (row.open AND followee.private)
  OPTIONAL MATCH (follower)-[kept:FOLLOWED]->(followee)
  WITH row, request, kept,
       CASE
         WHEN row.state <> 'FOLLOWING' OR request.copyLimit IS NULL THEN {}
         WHEN kept.copyLimit > request.copyLimit THEN {limit: kept.copyLimit, asOf: kept.copyAsOf, floor: kept.floor}
         WHEN kept.copyLimit IS NOT NULL THEN {limit: request.copyLimit, asOf: kept.copyAsOf, floor: kept.floor}
         WHEN kept IS NOT NULL AND kept.floor IS NULL THEN {}
         WHEN request.copyLimit = 0 THEN {floor: coalesce(kept.floor, row.first)}
         WHEN kept IS NOT NULL THEN {limit: request.copyLimit, asOf: row.at, floor: kept.floor}
         ELSE {limit: request.copyLimit, asOf: row.at}
       END AS older
  FOREACH (_ IN CASE WHEN request IS NULL THEN [] ELSE [1] END |
    SET request.state = row.state, request.since = row.at, request.decidedAt = row.at, request.version = $version,
        request.copyLimit = older.limit, request.copyAsOf = older.asOf, request.floor = older.floor
  )
  FOREACH (gone IN CASE WHEN request IS NOT NULL AND row.state = 'FOLLOWING' THEN [kept] ELSE [] END | DELETE gone)
  RETURN CASE WHEN request IS NULL THEN 'ABSENT' ELSE 'CREATED' END AS outcome, request.requestedAt AS requestedAt
}
RETURN row.index AS index, outcome, row.state AS state, row.at AS since, requestedAt
