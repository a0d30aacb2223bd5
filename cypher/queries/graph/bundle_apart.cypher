// Leaves a note of its own of each of some changes.
//
// $notes  {id, kind, source, target, version, trace} each
// $at     when, in ms
UNWIND $notes AS note
CREATE (:OutboxEvent {
  id: note.id, at: $at, version: note.version, told: true, kinds: [note.kind], sources: [note.source], targets: [note.target],
  traces: [note.trace]
})
RETURN count(*) AS made
