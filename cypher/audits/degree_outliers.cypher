// Profiles with too many edges
//
// Profiles with more edges of a kind than people have: somebody's script, or a cap that was overrun.
//
// severity  warning
// expect    rows = 0
// key       profile, type
// ids       profile
// limit     1000
// budget    30s
// cron      50 2 * * *
// fix       look at the profile; what it may not have is taken back by DELETE of the relation
//
// $follows  INTEGER = 5000  follows, refusals included, or connections that one may have
// $others   INTEGER = 2000  blocks, mutes or memberships that one may have
MATCH (profile:Profile)
CALL (profile) {
  RETURN 'FOLLOWS' AS type, COUNT { (profile)-[:FOLLOWS]->() } AS edges, $follows AS most
  UNION ALL
  RETURN 'BLOCKS' AS type, COUNT { (profile)-[:BLOCKS]->() } AS edges, $others AS most
  UNION ALL
  RETURN 'MUTES' AS type, COUNT { (profile)-[:MUTES]->() } AS edges, $others AS most
  UNION ALL
  RETURN 'CONNECTED' AS type, COUNT { (profile)-[:CONNECTED]-() } AS edges, $follows AS most
  UNION ALL
  RETURN 'MEMBER_OF' AS type, COUNT { (profile)-[:MEMBER_OF]->() } AS edges, $others AS most
}
WITH profile, type, edges, most
WHERE edges > most
RETURN profile.id AS profile, type, edges
ORDER BY edges DESC, profile, type
LIMIT 1001
