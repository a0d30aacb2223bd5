// Ends follows, or withdraws requests. What was refused stays as it is.
//
// $rows  {index, source, target, states} each: ids of follower and followee, and in which states the edge is to go
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (follower:Profile {id: row.source})
  OPTIONAL MATCH (followee:Profile {id: row.target})
  OPTIONAL MATCH (follower)-[follows:FOLLOWS]->(followee)
  WHERE follows.state IN row.states
  DELETE follows
  RETURN CASE WHEN follows IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
