// Some of those with whom a profile shares an edge of any kind.
//
// $profile  profile id
// $most     how many edges to look at
MATCH (:Profile {id: $profile})-[edge]-(other:Profile|Community)
WITH edge, other
LIMIT $most
RETURN DISTINCT other.id AS id, 'Community' IN labels(other) AS community
