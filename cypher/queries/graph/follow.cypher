// Makes followers follow, one judged after the other; all of them are locked. A private followee is only asked.
// The answer has no row for a pair of which either has no node.
//
// $rows  {index, follower, followee, at} each: profile ids, and since when in ms
// $cap   how many follows and requests one profile may have
UNWIND $rows AS row
CALL (row) {
  MATCH (follower:Profile {id: row.follower})
  MATCH (followee:Profile {id: row.followee})
  OPTIONAL MATCH (follower)-[existing:FOLLOWS]->(followee)
  WITH follower, followee, existing,
       CASE
         WHEN EXISTS { (follower)-[:BLOCKS]->(followee) } THEN 'BLOCKED'
         WHEN follower.deleted OR followee.deleted THEN 'HIDDEN'
         WHEN EXISTS { (follower)<-[:BLOCKS]-(followee) } THEN 'HIDDEN'
         WHEN existing IS NOT NULL THEN 'EXISTING'
         WHEN COUNT { (follower)-[:FOLLOWS]->() } >= $cap THEN 'LIMIT'
         ELSE 'CREATED'
       END AS outcome,
       CASE WHEN followee.private THEN 'REQUESTED' ELSE 'FOLLOWING' END AS state
  FOREACH (_ IN CASE outcome WHEN 'CREATED' THEN [1] ELSE [] END |
    CREATE (follower)-[:FOLLOWS {state: state, since: row.at}]->(followee)
  )
  RETURN outcome, coalesce(existing.state, state) AS state, coalesce(existing.since, row.at) AS since
}
RETURN row.index AS index, outcome, state, since
