// Edges that are there twice
//
// Several edges of one kind from one profile to the same other, or to the same community. Each kind is there once at most; recommendations, once in
// each set. Of connections, which have no direction, see connection_stored_twice.
//
// severity  error
// expect    rows = 0
// key       source, target, type, set
// ids       source, target, set
// limit     1000
// budget    30s
// cron      2 2 * * *
// fix       DELETE the relation by its route, which ends all of them, then PUT it again
MATCH (source:Profile)
CALL (source) {
  MATCH (source)-[edge:FOLLOWS|FOLLOWED|BLOCKS|MUTES|MEMBER_OF|RECOMMENDED|DISMISSED]->(other)
  WITH other, type(edge) AS type, edge.set AS set, count(*) AS edges
  WHERE edges > 1
  RETURN other.id AS target, type, set, edges
}
RETURN source.id AS source, target, type, set, edges
ORDER BY source, target, type, set
LIMIT 1001
