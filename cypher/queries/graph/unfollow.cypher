// Ends a follow, or withdraws a request.
//
// $source, $target  profile ids of follower and followee
MATCH (:Profile {id: $source})-[follows:FOLLOWS]->(:Profile {id: $target})
DELETE follows
RETURN count(*) AS removed
