// Gives profiles whose edges changed their new version, and leaves a note of the changes for those who must learn of them.
//
// $profiles  ids of those that do not have it yet, all locked
// $version   higher than any of them had
// $event     id of the note
// $at        when, in ms
// $kinds, $sources, $targets, $traces  the changes: of each its kind, both ends, and the trace that it belongs to, or ''; a kind or trace that all have
//            in common stands there once
UNWIND $profiles AS id
MATCH (profile:Profile {id: id})
SET profile.clock = $version
WITH count(*) AS touched
CREATE (:OutboxEvent {
  id: $event, at: $at, version: $version, told: false, kinds: $kinds, sources: $sources, targets: $targets,
  traces: $traces
})
RETURN touched
