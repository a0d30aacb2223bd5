// All that profiles' own edges say, as far as it is not too much. They are locked first, as for a write: who looks while a write is being applied
// may find the edges from before it under the version that it gave.
//
// $ids   profile ids in ascending order
// $most  how many edges of a kind are read; one more than may be kept
UNWIND $ids AS id
MATCH (profile:Profile {id: id})
SET profile.lock = true
WITH id, profile, coalesce(profile.clock, 0) AS version
RETURN id, version, coalesce(profile.private, false) AS private, coalesce(profile.deleted, false) AS deleted,
  COLLECT {
    MATCH (profile)-[edge:FOLLOWS]->()
    WHERE edge.state <> 'REJECTED'
    RETURN [edge.target, edge.since, coalesce(edge.floor, 0), CASE edge.state WHEN 'REQUESTED' THEN 1 ELSE 0 END]
    LIMIT $most
  } AS follows,
  COLLECT { MATCH (profile)-[edge:BLOCKS]->() RETURN [edge.target] LIMIT $most } AS blocking,
  COLLECT { MATCH (profile)<-[edge:BLOCKS]-() RETURN [edge.source] LIMIT $most } AS blockedBy,
  COLLECT { MATCH (profile)-[edge:MUTES]->() RETURN [edge.target, edge.until] LIMIT $most } AS muting,
  COLLECT {
    MATCH (profile)-[edge:CONNECTED]-()
    RETURN [CASE edge.source WHEN id THEN edge.target ELSE edge.source END]
    LIMIT $most
  } AS connected,
  COLLECT { MATCH (profile)-[edge:MEMBER_OF]->() RETURN [edge.target] LIMIT $most } AS communities,
  COLLECT { MATCH (profile)-[edge:FOLLOWED]->() RETURN [edge.target, edge.until, coalesce(edge.floor, 0)] LIMIT $most } AS kept
