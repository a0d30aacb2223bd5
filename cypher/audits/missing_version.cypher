// Nodes and edges without a version
//
// Edges that do not know in which change they were made, and nodes that do not know which version of the profile or community they are of: an older one
// could overwrite a newer one.
//
// severity  error
// expect    rows = 0
// key       source, target, type
// ids       source, target
// limit     1000
// budget    30s
// cron      40 2 * * *
// fix       DELETE the relation by its route, then PUT it again; PATCH the profile or community, which writes its node anew
CALL () {
  MATCH (source)-[edge:FOLLOWS|FOLLOWED|BLOCKS|MUTES|CONNECTED|MEMBER_OF]->(other)
  WHERE edge.version IS NULL
  RETURN source.id AS source, other.id AS target, type(edge) AS type
  UNION ALL
  MATCH (node:Profile)
  WHERE node.version IS NULL
  RETURN node.id AS source, null AS target, 'Profile' AS type
  UNION ALL
  MATCH (node:Community)
  WHERE node.version IS NULL
  RETURN node.id AS source, null AS target, 'Community' AS type
}
RETURN source, target, type
ORDER BY source, target, type
LIMIT 1001
