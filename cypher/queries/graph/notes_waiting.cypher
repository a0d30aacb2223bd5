// The notes of changes that have waited since before some time, the oldest first.
//
// $after, $before  between which ids, which carry the time
// $most            rows wanted
MATCH (event:OutboxEvent)
WHERE event.id > $after AND event.id < $before
RETURN event.id AS id
ORDER BY id
LIMIT $most
