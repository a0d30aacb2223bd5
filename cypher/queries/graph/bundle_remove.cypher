// Removes a bundle of which everybody has learned.
//
// $id  of the note that it was
CALL () {
  MATCH (bundle:EdgeBundle {id: $id})
  RETURN bundle
  UNION
  MATCH (bundle:OutboxEvent {id: $id})
  RETURN bundle
}
DELETE bundle
RETURN count(*) AS removed
