// Edges of a deleted profile
//
// Edges of any kind, but recommendations, from or to a profile that is deleted. Deleting hides at once and erases edges soon after: what is still here at
// night was given up, or left behind.
//
// severity  error
// expect    rows = 0
// key       profile, type, outgoing
// ids       profile
// limit     1000
// budget    30s
// cron      16 2 * * *
// fix       ./kith reconcile --place profiles --repair, which has the erasure done again
MATCH (profile:Profile {deleted: true})
CALL (profile) {
  MATCH (profile)-[edge:FOLLOWS|FOLLOWED|BLOCKS|MUTES|CONNECTED|MEMBER_OF|DISMISSED]-()
  RETURN type(edge) AS type, startNode(edge) = profile AS outgoing, count(*) AS edges
}
RETURN profile.id AS profile, type, outgoing, edges
ORDER BY profile, type, outgoing
LIMIT 1001
