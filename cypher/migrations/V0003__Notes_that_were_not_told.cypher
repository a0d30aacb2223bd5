// Notes of changes of which those in the same place may still have to learn, oldest first, however many wait to be sent.
MATCH (event:OutboxEvent)
WHERE event.told IS NULL
CALL (event) {
  SET event.told = false
} IN TRANSACTIONS OF 10000 ROWS;
CREATE INDEX outbox_event_untold IF NOT EXISTS FOR (event:OutboxEvent) ON (event.told, event.id);
