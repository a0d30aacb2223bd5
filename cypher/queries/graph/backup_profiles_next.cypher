// How many edges go out from the next profiles: how many of these are written as one part of a backup depends on it. Degrees cost nothing.
//
// $after, $to  ids after the first, up to the second
// $most        rows wanted
MATCH (profile:Profile)
WHERE profile.id > $after AND profile.id <= $to
WITH profile
ORDER BY profile.id
LIMIT $most
RETURN profile.id AS id, COUNT { (profile)-->() } AS edges
