// Removes the node of a community that there is not, unless it has members again.
//
// $id  community id
MATCH (community:Community {id: $id})
SET community.lock = true
WITH community
WHERE NOT EXISTS { (community)--() }
DELETE community
RETURN count(*) AS removed
