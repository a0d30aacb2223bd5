// Makes a profile dismiss another as a recommendation, for good; both are locked. It goes out of all sets.
// The answer has no row when either has no node or is deleted.
//
// $profile, $target  profile ids
// $at                when, in ms; the edge keeps its first time
MATCH (profile:Profile {id: $profile})
MATCH (target:Profile {id: $target})
WHERE NOT profile.deleted AND NOT target.deleted
CALL (profile, target) {
  OPTIONAL MATCH (profile)-[edge:RECOMMENDED]->(target)
  DELETE edge
  RETURN count(edge) AS removed
}
MERGE (profile)-[dismissed:DISMISSED {source: $profile, target: $target}]->(target)
  ON CREATE SET dismissed.since = $at
RETURN dismissed.since AS since
