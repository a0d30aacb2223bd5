// Who waits to be let in by profiles, some of them.
//
// $profiles  profile ids
// $most      how many for each at the most
UNWIND $profiles AS id
CALL (id) {
  MATCH ()-[request:FOLLOWS]->()
  USING INDEX SEEK request:FOLLOWS(target, state, since, source)
  WHERE request.target = id AND request.state = 'REQUESTED' AND request.since IS NOT NULL AND request.source IS NOT NULL
  RETURN request.source AS requester
  LIMIT $most
}
RETURN requester AS source, id AS target
