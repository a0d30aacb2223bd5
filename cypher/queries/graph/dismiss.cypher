// Makes a profile dismiss another as a recommendation, for good; both are locked. It goes out of all sets.
// The answer has no row when either has no node or is deleted.
//
// $profile, $target  profile ids
// $at                when, in ms; the edge keeps its first time
//
// No MERGE, which would at times be planned as a look at all that was ever dismissed.
MATCH (profile:Profile {id: $profile})
MATCH (target:Profile {id: $target})
WHERE NOT profile.deleted AND NOT target.deleted
CALL (profile, target) {
  OPTIONAL MATCH (profile)-[edge:RECOMMENDED]->(target)
  DELETE edge
  RETURN count(edge) AS removed
}
CALL (profile, target) {
  OPTIONAL MATCH (profile)-[dismissed:DISMISSED]->(target)
  RETURN max(dismissed.since) AS former
}
FOREACH (_ IN CASE WHEN former IS NULL THEN [1] ELSE [] END |
  CREATE (profile)-[:DISMISSED {source: $profile, target: $target, since: $at}]->(target)
)
RETURN coalesce(former, $at) AS since
