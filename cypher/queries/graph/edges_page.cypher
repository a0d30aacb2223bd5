// Edges of one kind in order of their sources and targets, as they are now: one row with as many as go out from some profiles, and the last of these. Nothing is
// said of an edge that goes while it is read; it counts as one nevertheless, so that who sees a part that is not full knows that there was no more.
//
// $type             of the edges
// $state            that follows must have
// $source, $target  the position: ids of both ends of the last one that was given out
// $now              in ms; what has ended by then is left out
// $profiles         how many profiles to look at
// $most             edges wanted
MATCH (profile:Profile)
WHERE profile.id >= $source
WITH profile
ORDER BY profile.id
LIMIT $profiles
WITH collect(profile) AS profiles
CALL (profiles) {
  UNWIND profiles AS profile
  CALL (profile) {
    MATCH (profile)-[edge:FOLLOWS]->()
    WHERE $type = 'FOLLOWS' AND edge.state = $state
    RETURN edge
    UNION ALL
    MATCH (profile)-[edge:CONNECTED]->()
    WHERE $type = 'CONNECTED'
    RETURN edge
    UNION ALL
    MATCH (profile)-[edge:BLOCKS]->()
    WHERE $type = 'BLOCKS'
    RETURN edge
    UNION ALL
    MATCH (profile)-[edge:MUTES]->()
    WHERE $type = 'MUTES' AND coalesce(edge.until > $now, true)
    RETURN edge
    UNION ALL
    MATCH (profile)-[edge:MEMBER_OF]->()
    WHERE $type = 'MEMBER_OF'
    RETURN edge
    UNION ALL
    MATCH (profile)-[edge:RECOMMENDED]->()
    WHERE $type = 'RECOMMENDED' AND coalesce(edge.expiresAt > $now, true)
      AND edge.set IN [coalesce(profile.recommended, 0), coalesce(profile.shadowed, -1)]
    RETURN edge
    UNION ALL
    MATCH (profile)-[edge:DISMISSED]->()
    WHERE $type = 'DISMISSED'
    RETURN edge
  }
  WITH profile, edge, edge.target AS target
  WHERE target IS NOT NULL AND (profile.id > $source OR target > $target)
  ORDER BY profile.id, target
  LIMIT $most
  RETURN collect({source: profile.id, target: target, said: properties(edge)}) AS edges
}
RETURN size(profiles) AS profiles, CASE WHEN profiles = [] THEN null ELSE last(profiles).id END AS last, edges
