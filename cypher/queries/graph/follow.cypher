// Makes followers follow, one judged after the other; all of them are locked. A private followee is only asked, and may be asked again after it
// refused. The answer has no row for a pair of which either has no node.
//
// $rows              {index, source, target, at} each: ids of follower and followee, and since when in ms
// $version           of the edges that this makes
// $cap               how many follows and requests one profile may have
// $countCommunities  whether its memberships count too
UNWIND $rows AS row
CALL (row) {
  MATCH (follower:Profile {id: row.source})
  MATCH (followee:Profile {id: row.target})
  OPTIONAL MATCH (follower)-[existing:FOLLOWS]->(followee)
  WITH follower, followee, existing,
       CASE WHEN $countCommunities THEN COUNT { (follower)-[:MEMBER_OF]->() } ELSE 0 END AS memberships
  WITH follower, followee, existing,
       CASE
         WHEN EXISTS { (follower)-[:BLOCKS]->(followee) } THEN 'BLOCKED'
         WHEN follower.deleted OR followee.deleted THEN 'HIDDEN'
         WHEN EXISTS { (follower)<-[:BLOCKS]-(followee) } THEN 'HIDDEN'
         WHEN existing.state = 'FOLLOWING' OR (existing.state = 'REQUESTED' AND followee.private) THEN 'EXISTING'
         WHEN existing.state = 'REQUESTED' THEN 'CREATED'
         WHEN COUNT { (follower)-[:FOLLOWS]->() } + memberships < $cap THEN 'CREATED'
         WHEN COUNT { (follower)-[edge:FOLLOWS WHERE edge.state <> 'REJECTED']->() } + memberships < $cap THEN 'CREATED'
         ELSE 'LIMIT'
       END AS outcome,
       CASE WHEN followee.private THEN 'REQUESTED' ELSE 'FOLLOWING' END AS state
  FOREACH (_ IN CASE outcome WHEN 'CREATED' THEN [1] ELSE [] END |
    MERGE (follower)-[follows:FOLLOWS]->(followee)
    SET follows = {
      source: row.source, target: row.target, state: state, since: row.at, version: $version,
      requestedAt: CASE
        WHEN followee.private THEN row.at
        WHEN existing.state = 'REQUESTED' THEN existing.requestedAt
      END,
      decidedAt: CASE WHEN existing.state = 'REQUESTED' THEN row.at END
    }
  )
  RETURN outcome,
         CASE outcome WHEN 'EXISTING' THEN existing.state ELSE state END AS state,
         CASE outcome WHEN 'EXISTING' THEN existing.since ELSE row.at END AS since
}
RETURN row.index AS index, outcome, state, since
