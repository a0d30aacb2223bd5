// Marks notes of changes of which those in the same place have learned, while they wait to be sent.
//
// $ids  of the notes
UNWIND $ids AS id
MATCH (event:OutboxEvent {id: id})
SET event.told = true
RETURN count(*) AS told
