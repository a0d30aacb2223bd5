// Requests to follow a public profile
//
// Requests that wait on a profile which is not private, and so will never be decided on: who opens a profile lets in all who wait. While that is under
// way, some may be seen.
//
// severity  error
// expect    rows = 0
// key       source, target
// ids       source, target
// limit     1000
// budget    30s
// cron      12 2 * * *
// fix       POST /v1/profiles/{target}/follow-requests/{source}/approve
MATCH (target:Profile)
WHERE NOT target.private AND NOT target.deleted
CALL (target) {
  MATCH ()-[request:FOLLOWS]->()
  USING INDEX SEEK request:FOLLOWS(target, state, since, source)
  WHERE request.target = target.id AND request.state = 'REQUESTED' AND request.since IS NOT NULL AND request.source IS NOT NULL
  RETURN request
  LIMIT 1001
}
RETURN request.source AS source, target.id AS target, toString(datetime({epochMillis: request.requestedAt})) AS requestedAt
ORDER BY source, target
LIMIT 1001
