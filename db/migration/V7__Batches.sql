-- JobRunr's tables, which it keeps up to date itself, and which hold nothing that isn't known elsewhere.
CREATE SCHEMA jobrunr;

-- Many pairs of profiles for which the same is done. It is seen by nobody while its pairs are still received. Settled once it has ended and nothing of it
-- is left in the graph but its edges; until then whoever works on it shows that with its heartbeat.
CREATE TABLE batch (
    id          bigint PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('FOLLOW', 'UNFOLLOW', 'CONNECT')),
    owner_id    bigint,
    state       text NOT NULL DEFAULT 'RECEIVING' CHECK (state IN ('RECEIVING', 'QUEUED', 'RUNNING', 'COMPLETED', 'CANCELLED')),
    total       integer NOT NULL DEFAULT 0,
    settled     boolean NOT NULL DEFAULT false,
    heartbeat   timestamptz NOT NULL DEFAULT now(),
    stuck_since timestamptz,
    finished_at timestamptz
) WITH (fillfactor = 70);

CREATE INDEX batch_unsettled ON batch (heartbeat) WHERE NOT settled;
CREATE INDEX batch_finished ON batch (finished_at) WHERE settled;

-- The pairs in the order in which they came, each once.
CREATE TABLE batch_item (
    batch_id  bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
    number    integer NOT NULL,
    source_id bigint NOT NULL,
    target_id bigint NOT NULL,
    PRIMARY KEY (batch_id, number),
    UNIQUE (batch_id, source_id, target_id)
);

-- What came of 200 pairs, a letter each in their order; a dot for what is still to be done. Each time that this is written is a turn, and receipts of the
-- graph belong to one.
CREATE TABLE batch_slice (
    batch_id bigint NOT NULL REFERENCES batch ON DELETE CASCADE,
    number   integer NOT NULL,
    turn     integer NOT NULL DEFAULT 0,
    outcomes text NOT NULL,
    PRIMARY KEY (batch_id, number)
) WITH (fillfactor = 70);

CREATE INDEX batch_slice_pending ON batch_slice (batch_id, number) WHERE strpos(outcomes, '.') > 0;
