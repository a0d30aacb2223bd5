// Edges to oneself
//
// Edges of any kind that begin and end at the same profile. No use case makes one.
//
// severity  error
// expect    rows = 0
// key       profile, type
// ids       profile
// limit     1000
// budget    30s
// cron      0 2 * * *
// fix       DELETE /v1/profiles/{profile}/following/{profile}, and so on for the other kinds
MATCH (profile:Profile)-[edge]->(profile)
RETURN profile.id AS profile, type(edge) AS type, count(*) AS edges
ORDER BY profile, type
LIMIT 1001
