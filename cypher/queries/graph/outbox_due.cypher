// The oldest notes of changes.
//
// $most  rows wanted
MATCH (event:OutboxEvent)
WHERE event.id > 0
RETURN event.id AS id, event.version AS version, event.kinds AS kinds, event.sources AS sources, event.targets AS targets,
       event.traces AS traces
ORDER BY event.id
LIMIT $most
