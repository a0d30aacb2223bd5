// Makes one profile block another and ends the follows and requests between them; both are locked.
// The answer is no row when either has no node or is deleted.
//
// $source, $target  profile ids of blocker and blocked
// $at               when, in ms; the edge keeps its first time
MATCH (blocker:Profile {id: $source})
MATCH (blocked:Profile {id: $target})
WHERE NOT blocker.deleted AND NOT blocked.deleted
CALL (blocker, blocked) {
  OPTIONAL MATCH (blocker)-[follows:FOLLOWS]-(blocked)
  DELETE follows
}
WITH DISTINCT blocker, blocked, EXISTS { (blocker)-[:BLOCKS]->(blocked) } AS existed
MERGE (blocker)-[blocks:BLOCKS]->(blocked)
  ON CREATE SET blocks.since = $at
RETURN blocks.since AS since, NOT existed AS created
