// Ends follows, or withdraws requests. What was refused stays as it is.
//
// $rows  {index, source, target, states} each: ids of follower and followee, and in which states the edge is to go
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (:Profile {id: row.source})-[follows:FOLLOWS]->(:Profile {id: row.target})
  WHERE follows.state IN row.states
  DELETE follows
  RETURN CASE WHEN follows IS NULL THEN 'ABSENT' ELSE 'REMOVED' END AS outcome
}
RETURN row.index AS index, outcome
