-- Whether anybody has an email: it is taken then for users of the connections module, while profiles of a user may share theirs.
CREATE INDEX profile_by_email ON profile (lower(email)) WHERE deleted_at IS NULL;
