// Removes edges of a profile, of every kind and both ways, up to so many at once.
//
// $profile  profile id
// $most     how many at the most
MATCH (:Profile {id: $profile})-[edge]-(:Profile)
WITH edge
LIMIT $most
DELETE edge
RETURN count(*) AS erased
