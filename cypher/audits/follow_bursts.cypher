// Bursts of follows
//
// Profiles that began to follow many others within one minute, lately.
//
// severity  warning
// expect    rows = 0
// key       profile, minute
// ids       profile
// limit     1000
// budget    30s
// cron      52 2 * * *
// fix       look at the profile; DELETE /v1/profiles/{profile}/following/{id}
//
// $follows  INTEGER = 200  in a minute, from which on it counts
// $hours    INTEGER = 48  how far back is looked
MATCH (profile:Profile)
WHERE COUNT { (profile)-[:FOLLOWS]->() } >= $follows
CALL (profile) {
  MATCH (profile)-[edge:FOLLOWS]->()
  WHERE edge.since >= timestamp() - $hours * 3600000
  WITH edge.since / 60000 AS minute, count(*) AS follows
  WHERE follows >= $follows
  RETURN minute, follows
}
RETURN profile.id AS profile, toString(datetime({epochMillis: minute * 60000})) AS minute, follows
ORDER BY follows DESC, profile, minute
LIMIT 1001
