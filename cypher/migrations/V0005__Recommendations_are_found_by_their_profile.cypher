// A set of recommendations is read from its best on; what a profile has dismissed is found however much that is.
CREATE INDEX recommended_by_source IF NOT EXISTS FOR ()-[recommended:RECOMMENDED]-() ON (recommended.source, recommended.shadow, recommended.rank, recommended.target);
CREATE INDEX dismissed_by_source IF NOT EXISTS FOR ()-[dismissed:DISMISSED]-() ON (dismissed.source, dismissed.target);
