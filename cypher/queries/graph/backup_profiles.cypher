// All that a range of profiles and the edges that go out from them say. They are locked first, as for a write, so that it is so in one moment. Sets of
// recommendations that are not in use are left out.
//
// $after, $to  the range: ids after the first, up to the second
MATCH (profile:Profile)
WHERE profile.id > $after AND profile.id <= $to
WITH profile
ORDER BY profile.id
SET profile.lock = true
WITH collect(profile) AS profiles
UNWIND profiles AS profile
RETURN profile.id AS id, properties(profile) AS said,
  COLLECT {
    MATCH (profile)-[edge:FOLLOWS|FOLLOWED|CONNECTED|BLOCKS|MUTES|MEMBER_OF|RECOMMENDED|DISMISSED]->()
    WHERE edge.set IS NULL OR edge.set IN [coalesce(profile.recommended, 0), coalesce(profile.shadowed, -1)]
    RETURN {kind: type(edge), said: properties(edge)}
  } AS edges,
  [coalesce(profile.version, 0), coalesce(profile.clock, 0), coalesce(profile.recommended, 0), coalesce(profile.shadowed, -1), COUNT { (profile)-->() }, COUNT { (profile)-[:DISMISSED]->() }] AS state
