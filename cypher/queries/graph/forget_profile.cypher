// Removes the node of a profile that there is not, unless it has edges again.
//
// $id  profile id
MATCH (profile:Profile {id: $id})
SET profile.lock = true
WITH profile
WHERE NOT EXISTS { (profile)--() }
DELETE profile
RETURN count(*) AS removed
