// How many edges of each kind a profile has: the degrees of its node, which cost nothing to read. What of its follows is asked for or was refused, the indexes say.
//
// $profile  profile id
MATCH (profile:Profile {id: $profile})
CALL (profile) {
  MATCH ()-[waiting:FOLLOWS]->()
  USING INDEX SEEK waiting:FOLLOWS(target, state, since, source)
  WHERE waiting.target = $profile AND waiting.state IN ['REQUESTED', 'REJECTED']
    AND waiting.since IS NOT NULL AND waiting.source IS NOT NULL
  RETURN count(*) AS incoming, count(CASE waiting.state WHEN 'REQUESTED' THEN 1 END) AS askedBy
}
CALL (profile) {
  MATCH ()-[waiting:FOLLOWS]->()
  USING INDEX SEEK waiting:FOLLOWS(source, state, since, target)
  WHERE waiting.source = $profile AND waiting.state IN ['REQUESTED', 'REJECTED']
    AND waiting.since IS NOT NULL AND waiting.target IS NOT NULL
  RETURN count(*) AS outgoing, count(CASE waiting.state WHEN 'REQUESTED' THEN 1 END) AS asked
}
RETURN COUNT { (profile)-[:FOLLOWS]->() } - outgoing AS following,
       COUNT { (profile)<-[:FOLLOWS]-() } - incoming AS followers,
       asked, askedBy, outgoing - asked AS refused, incoming - askedBy AS refusedBy,
       COUNT { (profile)-[:BLOCKS]->() } AS blocking,
       COUNT { (profile)<-[:BLOCKS]-() } AS blockedBy,
       COUNT { (profile)-[:MUTES]->() } AS muting,
       COUNT { (profile)<-[:MUTES]-() } AS mutedBy,
       COUNT { (profile)-[:CONNECTED]-() } AS connected,
       COUNT { (profile)-[:MEMBER_OF]->() } AS communities,
       COUNT { (profile)-[:FOLLOWED]->() } AS kept,
       COUNT { (profile)-[:RECOMMENDED]->() } AS recommended,
       COUNT { (profile)<-[:RECOMMENDED]-() } AS recommendedTo,
       COUNT { (profile)-[:DISMISSED]->() } AS dismissed
