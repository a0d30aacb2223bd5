// Numbers of which one at the least is another whenever a profile, or an edge that goes out from it, has changed.
//
// $after, $to  the range: ids after the first, up to the second
// $most        rows wanted
MATCH (profile:Profile)
WHERE profile.id > $after AND profile.id <= $to
WITH profile
ORDER BY profile.id
LIMIT $most
RETURN profile.id AS id,
  [coalesce(profile.version, 0), coalesce(profile.clock, 0), coalesce(profile.recommended, 0), coalesce(profile.shadowed, -1), COUNT { (profile)-->() }, COUNT { (profile)-[:DISMISSED]->() }] AS state
