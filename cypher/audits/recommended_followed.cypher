// Recommendations of those who are followed already
//
// Profiles that follow, or have asked, at least so many percent of those whom the set in use recommends. These are passed over when it is served; where
// they are many, it is time for another.
//
// severity  warning
// expect    rows = 0
// key       profile
// ids       profile
// limit     1000
// budget    30s
// cron      32 2 * * *
// fix       POST /v1/profiles/{profile}/recommendations/generate
//
// $percent  INTEGER = 50  of those who are recommended, from which on it counts
MATCH (profile:Profile)
WHERE EXISTS { (profile)-[:RECOMMENDED]->() }
CALL (profile) {
  MATCH (profile)-[edge:RECOMMENDED]->(target:Profile)
  WHERE edge.set = coalesce(profile.recommended, 0)
  RETURN count(*) AS recommended,
         sum(CASE WHEN EXISTS { (profile)-[follows:FOLLOWS]->(target) WHERE follows.state <> 'REJECTED' } THEN 1 ELSE 0 END) AS followed
}
WITH profile, recommended, followed
WHERE followed > 0 AND followed * 100 >= recommended * $percent
RETURN profile.id AS profile, recommended, followed
ORDER BY profile
LIMIT 1001
