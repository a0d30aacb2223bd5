// Whom some profiles follow: a row for each of them, in order of their ids. Deleted ones are passed over, and follows that go while they are read.
//
// $after     profile id; those up to it were read
// $profiles  how many of them to look at
MATCH (profile:Profile)
WHERE profile.id > $after
WITH profile
ORDER BY profile.id
LIMIT $profiles
RETURN profile.id AS id, profile.deleted AS deleted,
       COLLECT { MATCH (profile)-[edge:FOLLOWS]->() WHERE edge.state = 'FOLLOWING' AND edge.target IS NOT NULL RETURN edge.target } AS followees
ORDER BY id
