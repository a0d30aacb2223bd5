// A set of recommendations has a number, and a profile says which of its sets are in use: none but those is read. What was there before is set 0, and -1 in the shadow.
MATCH ()-[edge:RECOMMENDED]->()
WHERE edge.set IS NULL
CALL (edge) {
  SET edge.set = CASE WHEN edge.shadow THEN -1 ELSE 0 END
} IN TRANSACTIONS OF 10000 ROWS;
CREATE INDEX recommended_by_set IF NOT EXISTS FOR ()-[recommended:RECOMMENDED]-() ON (recommended.source, recommended.set, recommended.rank, recommended.target);
