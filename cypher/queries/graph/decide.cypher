// Decides on requests to follow; those who ask and those who are asked are locked.
//
// $rows     {index, source, target, at, state, open} each: ids of who asks and who is asked, the time of the decision in ms, which state the
//           request gets, and whether only a followee that is no longer private lets in
// $version  of the edges that this changes
UNWIND $rows AS row
CALL (row) {
  OPTIONAL MATCH (follower:Profile {id: row.source})
  OPTIONAL MATCH (followee:Profile {id: row.target})
  OPTIONAL MATCH (follower)-[request:FOLLOWS {state: 'REQUESTED'}]->(followee)
  WHERE NOT (row.open AND followee.private)
  FOREACH (_ IN CASE WHEN request IS NULL THEN [] ELSE [1] END |
    SET request.state = row.state, request.since = row.at, request.decidedAt = row.at, request.version = $version
  )
  RETURN CASE WHEN request IS NULL THEN 'ABSENT' ELSE 'CREATED' END AS outcome, request.requestedAt AS requestedAt
}
RETURN row.index AS index, outcome, row.state AS state, row.at AS since, requestedAt
