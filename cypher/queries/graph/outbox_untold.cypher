// The oldest notes of changes of which those in the same place may still have to learn. One that is removed meanwhile is left out.
//
// $most  rows wanted
MATCH (event:OutboxEvent)
WHERE event.told = false AND event.id > 0
WITH event.id AS id, event.version AS version, event.kinds AS kinds, event.sources AS sources, event.targets AS targets,
     event.traces AS traces
ORDER BY id
LIMIT $most
WHERE NOT any(said IN [id, version, kinds, sources, targets, traces] WHERE said IS NULL)
RETURN id, version, kinds, sources, targets, traces
ORDER BY id
