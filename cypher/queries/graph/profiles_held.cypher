// What the nodes of profiles in a range of ids say, in order of their ids.
//
// $after, $to  the range: ids after the first, up to the second
// $most        rows wanted
MATCH (profile:Profile)
WHERE profile.id > $after AND profile.id <= $to
WITH profile
ORDER BY profile.id
LIMIT $most
RETURN profile.id AS id, coalesce(profile.version, 0) AS version, coalesce(profile.private, false) AS private,
       coalesce(profile.deleted, false) AS deleted, COUNT { (profile)--() } AS edges
