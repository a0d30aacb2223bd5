// The note of a change that has waited longest.
MATCH (event:OutboxEvent)
WHERE event.id > 0
RETURN event.id AS id
ORDER BY id
LIMIT 1
