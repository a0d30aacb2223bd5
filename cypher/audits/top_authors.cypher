// Profiles with the most followers
//
// The profiles whom most others follow. Requests and refusals are counted too, as they are edges. A report: it passes whatever it finds.
//
// severity  info
// expect    rows <= 100
// key       profile
// ids       profile
// limit     100
// budget    30s
// cron      58 2 * * 1
MATCH (profile:Profile)
WITH profile, COUNT { (profile)<-[:FOLLOWS]-() } AS followers
WHERE followers > 0
RETURN profile.id AS profile, followers, COUNT { (profile)-[:FOLLOWS]->() } AS following, COUNT { (profile)<-[:BLOCKS]-() } AS blockedBy
ORDER BY followers DESC, profile
LIMIT 100
