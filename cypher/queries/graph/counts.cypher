// How many profiles follow a profile, and how many it follows: the degree of its node, less requests and refusals.
//
// $profile  profile id
MATCH (profile:Profile {id: $profile})
CALL (profile) {
  MATCH ()-[waiting:FOLLOWS]->()
  USING INDEX SEEK waiting:FOLLOWS(target, state, since, source)
  WHERE waiting.target = $profile AND waiting.state IN ['REQUESTED', 'REJECTED']
    AND waiting.since IS NOT NULL AND waiting.source IS NOT NULL
  RETURN count(*) AS incoming
}
CALL (profile) {
  MATCH ()-[waiting:FOLLOWS]->()
  USING INDEX SEEK waiting:FOLLOWS(source, state, since, target)
  WHERE waiting.source = $profile AND waiting.state IN ['REQUESTED', 'REJECTED']
    AND waiting.since IS NOT NULL AND waiting.target IS NOT NULL
  RETURN count(*) AS outgoing
}
RETURN COUNT { (profile)<-[:FOLLOWS]-() } - incoming AS followers,
       COUNT { (profile)-[:FOLLOWS]->() } - outgoing AS following
