// How far a profile reaches
//
// How many follow a profile, and how many follow those, of as many as are looked at on each step. A report for one profile: it passes whatever it finds, and
// is made when it is asked for.
//
// severity  info
// expect    rows <= 2
// key       steps
// limit     2
// budget    10s
//
// $profile  ID  whose reach
MATCH (profile:Profile {id: $profile})
WITH profile, COLLECT {
  MATCH (profile)<-[edge:FOLLOWS]-(near:Profile)
  WHERE edge.state = 'FOLLOWING'
  RETURN near
  LIMIT 10000
} AS nears
CALL (profile, nears) {
  UNWIND nears AS near
  CALL (near) {
    MATCH (near)<-[edge:FOLLOWS]-(far:Profile)
    WHERE edge.state = 'FOLLOWING'
    RETURN far
    LIMIT 100
  }
  WITH DISTINCT profile, nears, far
  WHERE far <> profile
  RETURN count(far) AS fars
}
UNWIND [{steps: 1, profiles: size(nears)}, {steps: 2, profiles: fars}] AS reach
RETURN reach.steps AS steps, reach.profiles AS profiles
ORDER BY steps
