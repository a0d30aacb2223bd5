// Removes the edges of sets of recommendations that are no longer in use; all whom they recommend are locked.
//
// $profile  profile id
// $former   the set
// $before   older sets than this one are removed, unless they are in use
// $targets  profile ids of those who are locked
MATCH (profile:Profile {id: $profile})
WITH coalesce(profile.recommended, 0) AS served, coalesce(profile.shadowed, -1) AS shadowed
MATCH ()-[edge:RECOMMENDED]->()
USING INDEX SEEK edge:RECOMMENDED(source, set, rank, target)
WHERE edge.source = $profile AND edge.set <= $former AND edge.rank IS NOT NULL AND edge.target IN $targets
  AND (edge.set = $former OR edge.set < $before) AND edge.set <> served AND edge.set <> shadowed
DELETE edge
RETURN count(*) AS removed
