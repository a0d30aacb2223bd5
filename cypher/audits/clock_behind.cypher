// Profiles whose clock is behind
//
// Profiles with an edge of a later version than they have themselves. Every change gives those whom it touches its version; where one stayed behind, what is
// kept of it elsewhere is not noticed to be out of date.
//
// severity  error
// expect    rows = 0
// key       profile
// ids       profile
// limit     1000
// budget    30s
// cron      42 2 * * *
// fix       PATCH /v1/profiles/{profile}, which raises its clock, until it is ahead
MATCH (profile:Profile)
CALL (profile) {
  MATCH (profile)-[edge:FOLLOWS|FOLLOWED|BLOCKS|MUTES|CONNECTED]-()
  RETURN max(edge.version) AS version
}
WITH profile, version, coalesce(profile.clock, 0) AS clock
WHERE version > clock
RETURN profile.id AS profile, clock, version
ORDER BY profile
LIMIT 1001
