// Locks profiles, and makes followers among them follow those whom they have nothing to do with yet, which is nearly all that a batch asks for: each is
// looked up once, for a fraction of what lock_profiles.cypher and follow.cypher look at. Answers what the former does, and whom each was made to follow.
// Both are at the version of their edge then, one higher than any had; whatever else there is about the others is for follow.cypher. Nothing is made
// where one of them all has no node.
//
// $ids               of all of them, in ascending order
// $followers         {source, place, places, at, copyLimit, copyAsOf, floor} each: id of the follower, where that and the followees are among the ids,
//                    none twice, and what the edges say
// $cap               how many follows and requests one profile may have
// $countCommunities  whether its memberships count too
UNWIND $ids AS id
MATCH (profile:Profile {id: id})
SET profile.lock = true
WITH collect(profile) AS profiles, coalesce(max(profile.clock), 0) AS clock,
     collect(id) AS found, collect(CASE WHEN profile.deleted THEN id END) AS deleted
CALL (profiles, clock) {
  UNWIND CASE WHEN size(profiles) = size($ids) THEN $followers ELSE [] END AS one
  WITH one, profiles, clock + 1 AS version, profiles[one.place] AS follower
  WHERE NOT coalesce(follower.deleted, false)
  WITH one, profiles, version, follower,
       COUNT { (follower)-[:FOLLOWS]->() } + CASE WHEN $countCommunities THEN COUNT { (follower)-[:MEMBER_OF]->() } ELSE 0 END AS count
  WHERE count + size(one.places) <= $cap
  UNWIND one.places AS place
  WITH one, version, follower, place, profiles[place] AS followee
  WHERE NOT coalesce(followee.private, false) AND NOT coalesce(followee.deleted, false) AND COUNT { (followee)-[:BLOCKS]->() } = 0
  WITH one, version, follower, place, followee
  WHERE NOT EXISTS { (follower)-[:FOLLOWS|FOLLOWED|BLOCKS]->(followee) }
  CREATE (follower)-[:FOLLOWS {
    source: one.source, target: $ids[place], state: 'FOLLOWING', since: one.at, version: version,
    copyLimit: one.copyLimit, copyAsOf: one.copyAsOf, floor: one.floor
  }]->(followee)
  SET followee.clock = version
  WITH one, version, follower, collect(place) AS places
  SET follower.clock = version
  RETURN collect({follower: one.source, places: places}) AS made
}
RETURN clock, found, deleted, made
