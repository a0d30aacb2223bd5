// Which of a profile's sets of recommendations is in use, and whom it recommends.
//
// $profile  profile id
// $shadow   whether the set that is not served is meant
MATCH (profile:Profile {id: $profile})
WITH CASE WHEN $shadow THEN coalesce(profile.shadowed, -1) ELSE coalesce(profile.recommended, 0) END AS set
CALL (set) {
  MATCH ()-[edge:RECOMMENDED]->()
  USING INDEX SEEK edge:RECOMMENDED(source, set, rank, target)
  WHERE edge.source = $profile AND edge.set = set AND edge.rank IS NOT NULL AND edge.target IS NOT NULL
  RETURN collect(edge.target) AS ids
}
RETURN set, ids
