// Whom one of a profile's sets recommends.
//
// $profile  profile id
// $shadow   whether the set that is not served is meant
MATCH ()-[edge:RECOMMENDED]->()
USING INDEX SEEK edge:RECOMMENDED(source, shadow, rank, target)
WHERE edge.source = $profile AND edge.shadow = $shadow AND edge.rank IS NOT NULL AND edge.target IS NOT NULL
RETURN edge.target AS id
