// Removes the mark of a migration under way that its crashed instance left behind. To be run by whoever alone may migrate.
MATCH (lock:__Neo4jMigrationsLock)
DELETE lock
