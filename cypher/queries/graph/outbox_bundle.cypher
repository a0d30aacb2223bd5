// Keeps notes of many changes for those whom a message has been sent that leads here. One of which everybody has learned meanwhile is gone.
//
// $ids  of the notes
UNWIND $ids AS id
MATCH (event:OutboxEvent {id: id})
REMOVE event:OutboxEvent
SET event:EdgeBundle
RETURN count(*) AS kept
