-- Profiles are found by how their handles or names begin, whatever the collation of the database.
CREATE INDEX profile_by_handle ON profile (lower(handle) text_pattern_ops) WHERE deleted_at IS NULL;
CREATE INDEX profile_by_name ON profile (lower(display_name) text_pattern_ops, id) WHERE deleted_at IS NULL;
