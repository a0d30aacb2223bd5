// Makes followers follow, one judged after the other; all of them are locked. A private followee is only asked, and may be asked again after it
// refused. The answer has no row for a pair of which either has no node.
// Of what the followee had posted before, copyLimit posts belong to the follower's home timeline; an edge has that, and as of when, until it has the
// floor, the id of the oldest of them. Of a request only copyLimit is noted. What was kept of a former follow goes over to this one.
// Whoever blocks nobody, which a degree tells, is not looked at for blocks.
//
// $rows              {index, source, target, at, copyLimit, first} each: ids of follower and followee, since when in ms, how many of the posts from
//                    before belong, null for all, and the first id that a post of this time can have
// $version           of the edges that this makes
// $cap               how many follows and requests one profile may have
// $countCommunities  whether its memberships count too
UNWIND $rows AS row
CALL (row) {
  MATCH (follower:Profile {id: row.source})
  MATCH (followee:Profile {id: row.target})
  OPTIONAL MATCH (follower)-[existing:FOLLOWS]->(followee)
  OPTIONAL MATCH (follower)-[kept:FOLLOWED]->(followee)
  WITH follower, followee, existing, kept,
       CASE WHEN $countCommunities THEN COUNT { (follower)-[:MEMBER_OF]->() } ELSE 0 END AS memberships
  WITH follower, followee, existing, kept,
       CASE
         WHEN COUNT { (follower)-[:BLOCKS]->() } > 0 AND EXISTS { (follower)-[:BLOCKS]->(followee) } THEN 'BLOCKED'
         WHEN follower.deleted OR followee.deleted THEN 'HIDDEN'
         WHEN COUNT { (followee)-[:BLOCKS]->() } > 0 AND EXISTS { (follower)<-[:BLOCKS]-(followee) } THEN 'HIDDEN'
         WHEN existing.state = 'FOLLOWING' OR (existing.state = 'REQUESTED' AND followee.private) THEN 'EXISTING'
         WHEN existing.state = 'REQUESTED' THEN 'CREATED'
         WHEN COUNT { (follower)-[:FOLLOWS]->() } + memberships < $cap THEN 'CREATED'
         WHEN COUNT { (follower)-[edge:FOLLOWS WHERE edge.state <> 'REJECTED']->() } + memberships < $cap THEN 'CREATED'
         ELSE 'LIMIT'
       END AS outcome,
       CASE WHEN followee.private THEN 'REQUESTED' ELSE 'FOLLOWING' END AS state,
       CASE
         WHEN followee.private THEN {limit: row.copyLimit}
         WHEN row.copyLimit IS NULL THEN {}
         WHEN kept.copyLimit > row.copyLimit THEN {limit: kept.copyLimit, asOf: kept.copyAsOf, floor: kept.floor}
         WHEN kept.copyLimit IS NOT NULL THEN {limit: row.copyLimit, asOf: kept.copyAsOf, floor: kept.floor}
         WHEN kept IS NOT NULL AND kept.floor IS NULL THEN {}
         WHEN row.copyLimit = 0 THEN {floor: coalesce(kept.floor, row.first)}
         WHEN kept IS NOT NULL THEN {limit: row.copyLimit, asOf: row.at, floor: kept.floor}
         ELSE {limit: row.copyLimit, asOf: row.at}
       END AS older
  WITH follower, followee, existing, kept, outcome, state,
       {
         source: row.source, target: row.target, state: state, since: row.at, version: $version,
         requestedAt: CASE
           WHEN followee.private THEN row.at
           WHEN existing.state = 'REQUESTED' THEN existing.requestedAt
         END,
         decidedAt: CASE WHEN existing.state = 'REQUESTED' THEN row.at END,
         copyLimit: older.limit, copyAsOf: older.asOf, floor: older.floor
       } AS edge,
       existing.state AS former, existing.since AS since
  FOREACH (_ IN CASE WHEN outcome = 'CREATED' AND existing IS NULL THEN [1] ELSE [] END |
    CREATE (follower)-[follows:FOLLOWS]->(followee)
    SET follows = edge
  )
  FOREACH (again IN CASE outcome WHEN 'CREATED' THEN [existing] ELSE [] END | SET again = edge)
  FOREACH (gone IN CASE WHEN outcome = 'CREATED' AND state = 'FOLLOWING' THEN [kept] ELSE [] END | DELETE gone)
  RETURN outcome,
         CASE outcome WHEN 'EXISTING' THEN former ELSE state END AS state,
         CASE outcome WHEN 'EXISTING' THEN since ELSE row.at END AS since
}
RETURN row.index AS index, outcome, state, since
