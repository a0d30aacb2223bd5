// Takes profiles out of one of a profile's sets of recommendations; all of them are locked.
//
// $profile  profile id
// $shadow   whether the set that is not served is meant
// $targets  profile ids
MATCH ()-[edge:RECOMMENDED]->()
USING INDEX SEEK edge:RECOMMENDED(source, shadow, rank, target)
WHERE edge.source = $profile AND edge.shadow = $shadow AND edge.rank IS NOT NULL AND edge.target IN $targets
DELETE edge
RETURN count(*) AS removed
