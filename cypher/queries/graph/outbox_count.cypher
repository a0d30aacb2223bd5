// How many notes of changes wait to be sent. The store keeps count.
MATCH (event:OutboxEvent)
RETURN count(event) AS waiting
