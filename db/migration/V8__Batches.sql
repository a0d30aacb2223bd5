-- JobRunr's tables, which it keeps up to date itself, and which hold nothing that isn't known elsewhere.
CREATE SCHEMA jobrunr;
