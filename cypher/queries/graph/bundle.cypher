// What is listed in a bundle; nothing when everybody has learned of it. Before it is one it is a note, which a message may be ahead of.
//
// $id  of the note that it was
CALL () {
  MATCH (bundle:EdgeBundle {id: $id})
  RETURN bundle
  UNION
  MATCH (bundle:OutboxEvent {id: $id})
  RETURN bundle
}
WITH bundle.id AS id, bundle.version AS version, bundle.kinds AS kinds, bundle.sources AS sources, bundle.targets AS targets,
     bundle.traces AS traces
WHERE NOT any(said IN [id, version, kinds, sources, targets, traces] WHERE said IS NULL)
RETURN id, version, kinds, sources, targets, traces
