// The oldest notes of changes. One that another instance removes meanwhile has lost what it said, or some of it, and is left out.
//
// $most  rows wanted
MATCH (event:OutboxEvent)
WHERE event.id > 0
WITH event.id AS id, event.version AS version, event.kinds AS kinds, event.sources AS sources, event.targets AS targets,
     event.traces AS traces
ORDER BY id
LIMIT $most
WHERE NOT any(said IN [id, version, kinds, sources, targets, traces] WHERE said IS NULL)
RETURN id, version, kinds, sources, targets, traces
ORDER BY id
