// Removes notes of changes of which everybody has learned, or will.
//
// $ids  of the notes
UNWIND $ids AS id
MATCH (event:OutboxEvent {id: id})
DELETE event
RETURN count(*) AS removed
