// Changes of which nobody learns
//
// Notes of changes that have waited in the outbox of the graph for longer than so many seconds: the relay, or the queues, are down.
//
// severity  error
// expect    rows = 0
// key       event
// ids       event
// limit     1000
// budget    10s
// cron      */10 * * * *
// fix       see /health/dependencies and the log; the relay sends them by itself once the queues answer
//
// $seconds  INTEGER = 300  that a note may wait
MATCH (event:OutboxEvent)
WHERE event.id > 0 AND event.at < timestamp() - $seconds * 1000
WITH event
ORDER BY event.id
LIMIT 1001
RETURN event.id AS event, toString(datetime({epochMillis: event.at})) AS at, size(event.sources) AS changes, event.told AS told
ORDER BY event
