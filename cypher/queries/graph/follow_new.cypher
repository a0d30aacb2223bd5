// Makes followers follow those whom they have nothing to do with yet, which is nearly all that a batch asks for, and does so for a fraction of what
// follow.cypher looks at for each pair. Answers whom each was made to follow, which are at the new version then; whatever else there is about the others
// is for follow.cypher. All are locked.
//
// $followers         {source, targets, at, copyLimit, copyAsOf, floor} each: id of the follower and of each followee, none twice, and what the edges say
// $version           of the edges that this makes
// $cap               how many follows and requests one profile may have
// $countCommunities  whether its memberships count too
UNWIND $followers AS one
MATCH (follower:Profile {id: one.source})
WHERE NOT coalesce(follower.deleted, false)
WITH follower, one,
     COUNT { (follower)-[:FOLLOWS]->() } + CASE WHEN $countCommunities THEN COUNT { (follower)-[:MEMBER_OF]->() } ELSE 0 END AS count
WHERE count + size(one.targets) <= $cap
UNWIND one.targets AS target
MATCH (followee:Profile {id: target})
WHERE NOT coalesce(followee.private, false) AND NOT coalesce(followee.deleted, false)
  AND NOT EXISTS { (follower)-[:FOLLOWS|FOLLOWED|BLOCKS]->(followee) }
  AND COUNT { (followee)-[:BLOCKS]->() } = 0
CREATE (follower)-[:FOLLOWS {
  source: one.source, target: target, state: 'FOLLOWING', since: one.at, version: $version,
  copyLimit: one.copyLimit, copyAsOf: one.copyAsOf, floor: one.floor
}]->(followee)
SET followee.clock = $version
RETURN one.source AS follower, collect(target) AS made
