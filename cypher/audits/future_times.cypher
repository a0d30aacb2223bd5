// Times that are still to come
//
// Edges that say they were made, asked for, decided on or ended later than now: a clock was wrong, or an import.
//
// severity  error
// expect    rows = 0
// key       source, target, type
// ids       source, target
// limit     1000
// budget    30s
// cron      38 2 * * *
// fix       DELETE the relation by its route, then PUT it again
//
// $tolerance  INTEGER = 60  in seconds, by which clocks may differ
MATCH (source)-[edge:FOLLOWS|FOLLOWED|BLOCKS|MUTES|CONNECTED|MEMBER_OF|DISMISSED]->(other)
WHERE edge.since > timestamp() + $tolerance * 1000 OR edge.requestedAt > timestamp() + $tolerance * 1000
  OR edge.decidedAt > timestamp() + $tolerance * 1000 OR (edge:FOLLOWED AND edge.until > timestamp() + $tolerance * 1000)
RETURN source.id AS source, other.id AS target, type(edge) AS type, toString(datetime({epochMillis: edge.since})) AS since
ORDER BY source, target, type
LIMIT 1001
