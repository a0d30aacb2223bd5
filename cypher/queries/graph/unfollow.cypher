// Ends follows, or withdraws requests. What was refused stays as it is. What a home timeline showed of a former followee is kept where that is asked
// for, and goes otherwise, also if the follow had ended before; followers and followees are locked.
//
// $rows     {index, source, target, at, states, keepHistory} each: ids of follower and followee, when in ms, in which states the edge is to go, and
//           whether what was shown stays
// $version  of the edges that this makes
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (follower:Profile {id: row.source})
  OPTIONAL MATCH (followee:Profile {id: row.target})
  OPTIONAL MATCH (follower)-[follows:FOLLOWS]->(followee)
  WHERE follows.state IN row.states
  OPTIONAL MATCH (follower)-[before:FOLLOWED]->(followee)
  WITH row, follower, followee, follows, CASE WHEN row.keepHistory THEN null ELSE before END AS ended
  FOREACH (_ IN CASE
      WHEN row.keepHistory AND follows.state = 'FOLLOWING' AND NOT follower.deleted AND NOT followee.deleted THEN [1]
      ELSE []
    END |
    MERGE (follower)-[kept:FOLLOWED]->(followee)
    SET kept = {
      source: row.source, target: row.target, since: follows.since, until: row.at, version: $version,
      floor: follows.floor, copyLimit: follows.copyLimit, copyAsOf: follows.copyAsOf
    }
  )
  WITH follows, ended, CASE WHEN follows IS NULL AND ended IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
  DELETE follows, ended
  RETURN outcome
}
RETURN row.index AS index, outcome
