// Recommendations that expired long ago
//
// Profiles of whose recommendations in use some expired more than so many days ago. They are never served: the job that brings new ones has missed them.
//
// severity  warning
// expect    rows = 0
// key       profile
// ids       profile
// limit     1000
// budget    30s
// cron      34 2 * * *
// fix       POST /v1/profiles/{profile}/recommendations/generate, or DELETE /v1/profiles/{profile}/recommendations
//
// $days  INTEGER = 7  since they expired
MATCH (profile:Profile)
WHERE EXISTS { (profile)-[:RECOMMENDED]->() }
CALL (profile) {
  MATCH (profile)-[edge:RECOMMENDED]->()
  WHERE edge.set IN [coalesce(profile.recommended, 0), coalesce(profile.shadowed, -1)]
    AND edge.expiresAt < timestamp() - $days * 86400000
  RETURN count(*) AS expired, min(edge.expiresAt) AS earliest
}
WITH profile, expired, earliest
WHERE expired > 0
RETURN profile.id AS profile, expired, toString(datetime({epochMillis: earliest})) AS expiredAt
ORDER BY profile
LIMIT 1001
