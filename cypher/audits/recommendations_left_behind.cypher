// Sets of recommendations left behind
//
// Recommendations in a set that is not in use, made more than so many minutes ago. A set that takes another's place is put in use within two minutes; who
// brings the next one clears away what somebody left behind. The number of a set is an id, which carries its time.
//
// severity  warning
// expect    rows = 0
// key       profile, set
// ids       profile, set
// limit     1000
// budget    30s
// cron      36 2 * * *
// fix       POST /v1/profiles/{profile}/recommendations/generate, which clears them away
//
// $minutes  INTEGER = 60  since the set was made
MATCH (profile:Profile)
WHERE EXISTS { (profile)-[:RECOMMENDED]->() }
CALL (profile) {
  MATCH (profile)-[edge:RECOMMENDED]->()
  WHERE NOT edge.set IN [coalesce(profile.recommended, 0), coalesce(profile.shadowed, -1)]
    AND edge.set < (timestamp() - 946684800000 - $minutes * 60000) * 4194304
  RETURN edge.set AS set, count(*) AS edges
}
RETURN profile.id AS profile, set, edges
ORDER BY profile, set
LIMIT 1001
