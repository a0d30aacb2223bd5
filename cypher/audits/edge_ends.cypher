// Edges that do not know their ends
//
// Edges whose source or target is not the id of the node where they begin or end: lists, which are read from indexes on these, show somebody else.
//
// severity  error
// expect    rows = 0
// key       source, target, type
// ids       source, target, saidSource, saidTarget
// limit     1000
// budget    30s
// cron      44 2 * * *
// fix       DELETE the relation by its route, then PUT it again
MATCH (source)-[edge:FOLLOWS|FOLLOWED|BLOCKS|MUTES|CONNECTED|MEMBER_OF|RECOMMENDED|DISMISSED]->(other)
WHERE edge.source IS NULL OR edge.target IS NULL OR edge.source <> source.id OR edge.target <> other.id
RETURN source.id AS source, other.id AS target, type(edge) AS type, edge.source AS saidSource, edge.target AS saidTarget
ORDER BY source, target, type
LIMIT 1001
