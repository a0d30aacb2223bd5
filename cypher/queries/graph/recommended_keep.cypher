// Takes those of one set of recommendations over into another, as they are, but for some; all of them are locked.
//
// $profile  profile id
// $former   the set that they are in
// $set      the one that they come to
// $targets  profile ids of those that are left behind
MATCH ()-[edge:RECOMMENDED]->()
USING INDEX SEEK edge:RECOMMENDED(source, set, rank, target)
WHERE edge.source = $profile AND edge.set = $former AND edge.rank IS NOT NULL AND edge.target IS NOT NULL
  AND NOT edge.target IN $targets
WITH edge, startNode(edge) AS profile, endNode(edge) AS target
CREATE (profile)-[kept:RECOMMENDED]->(target)
SET kept = properties(edge), kept.set = $set
RETURN count(kept) AS kept
