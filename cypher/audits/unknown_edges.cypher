// Edges of an unknown kind
//
// Edges of a kind that Kith does not know, or that do not go between profiles, or from a profile to a community.
//
// severity  error
// expect    rows = 0
// key       element
// limit     1000
// budget    30s
// cron      48 2 * * *
// fix       none by a route: MATCH ()-[edge]->() WHERE elementId(edge) = … DELETE edge, in Neo4j
MATCH (source)-[edge]->(other)
WHERE NOT source:__Neo4jMigration
  AND NOT (source:Profile AND (
    (other:Profile AND type(edge) IN ['FOLLOWS', 'FOLLOWED', 'BLOCKS', 'MUTES', 'CONNECTED', 'RECOMMENDED', 'DISMISSED'])
    OR (other:Community AND type(edge) = 'MEMBER_OF')))
RETURN elementId(edge) AS element, type(edge) AS type, labels(source) AS from, labels(other) AS to
ORDER BY element
LIMIT 1001
