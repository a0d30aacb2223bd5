// Which of these profiles have nodes, and which of them are private.
//
// $ids  profile ids
UNWIND $ids AS id
MATCH (profile:Profile {id: id})
WHERE NOT profile.deleted
RETURN id, profile.private AS private
