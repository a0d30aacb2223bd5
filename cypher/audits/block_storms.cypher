// Storms of blocks
//
// Profiles that many others blocked lately, and profiles that blocked many.
//
// severity  warning
// expect    rows = 0
// key       profile, side
// ids       profile
// limit     1000
// budget    30s
// cron      56 2 * * *
// fix       look at the profile, and at what it said
//
// $blocks  INTEGER = 100  from which on it counts
// $hours   INTEGER = 24  how far back is looked
MATCH (profile:Profile)
CALL (profile) {
  WITH profile
  WHERE COUNT { (profile)<-[:BLOCKS]-() } >= $blocks
  MATCH (profile)<-[edge:BLOCKS]-()
  WHERE edge.since >= timestamp() - $hours * 3600000
  RETURN 'blocked' AS side, count(*) AS blocks
  UNION ALL
  WITH profile
  WHERE COUNT { (profile)-[:BLOCKS]->() } >= $blocks
  MATCH (profile)-[edge:BLOCKS]->()
  WHERE edge.since >= timestamp() - $hours * 3600000
  RETURN 'blocks' AS side, count(*) AS blocks
}
WITH profile, side, blocks
WHERE blocks >= $blocks
RETURN profile.id AS profile, side, blocks
ORDER BY blocks DESC, profile, side
LIMIT 1001
