-- Who reads, and when last, to about an hour.
CREATE TABLE profile_reader (
    profile_id bigint PRIMARY KEY,
    read_at    timestamptz NOT NULL
) WITH (fillfactor = 70);

-- Who has which tag.
CREATE INDEX profile_tagged ON profile USING gin (tags) WHERE deleted_at IS NULL;

-- One time that recommendations are worked out: for one profile, or, if that is 0, for all who have read since some time. Those up to the one that was reached are
-- done. Who works on it shows that with its heartbeat, and that nobody else does with a name of its own.
CREATE TABLE recommendation_run (
    id          bigint PRIMARY KEY,
    profile_id  bigint NOT NULL,
    since       timestamptz NOT NULL,
    total       integer NOT NULL,
    reached     bigint NOT NULL DEFAULT 0,
    done        integer NOT NULL DEFAULT 0,
    failed      integer NOT NULL DEFAULT 0,
    stored      bigint NOT NULL DEFAULT 0,
    worker      text,
    heartbeat   timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
) WITH (fillfactor = 70);

CREATE UNIQUE INDEX recommendation_run_open ON recommendation_run (profile_id) WHERE finished_at IS NULL;
CREATE INDEX recommendation_run_unfinished ON recommendation_run (heartbeat) WHERE finished_at IS NULL;
CREATE INDEX recommendation_run_finished ON recommendation_run (finished_at) WHERE finished_at IS NOT NULL;
