// Recommendations of a deleted profile
//
// Recommendations from or to a profile that is deleted. They are never served; its erasure takes them out soon after.
//
// severity  error
// expect    rows = 0
// key       source, target, set
// ids       source, target, set
// limit     1000
// budget    30s
// cron      30 2 * * *
// fix       ./kith reconcile --place profiles --repair, which has the erasure done again
MATCH (deleted:Profile {deleted: true})
MATCH (deleted)-[edge:RECOMMENDED]-(:Profile)
RETURN DISTINCT startNode(edge).id AS source, endNode(edge).id AS target, edge.set AS set
ORDER BY source, target, set
LIMIT 1001
