// Whom sets of recommendations recommend that are no longer in use: one, and those that somebody left behind long ago.
//
// $profile  profile id
// $former   the set
// $before   older sets than this one are left behind, unless they are in use
MATCH (profile:Profile {id: $profile})
WITH coalesce(profile.recommended, 0) AS served, coalesce(profile.shadowed, -1) AS shadowed
MATCH ()-[edge:RECOMMENDED]->()
USING INDEX SEEK edge:RECOMMENDED(source, set, rank, target)
WHERE edge.source = $profile AND edge.set <= $former AND edge.rank IS NOT NULL AND edge.target IS NOT NULL
  AND (edge.set = $former OR edge.set < $before) AND edge.set <> served AND edge.set <> shadowed
RETURN DISTINCT edge.target AS id
