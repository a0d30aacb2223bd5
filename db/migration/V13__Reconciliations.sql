-- One time that stores were compared: the whole of them, or what has ids after one and up to another. The id carries the time. Who works on it shows that with its heartbeat.
CREATE TABLE reconciliation (
    id          bigint PRIMARY KEY,
    places      text[] NOT NULL,
    after_id    bigint,
    to_id       bigint,
    worker      text,
    heartbeat   timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
) WITH (fillfactor = 70);

-- How a place came out. Where a store did not answer there is a failure instead.
CREATE TABLE reconciliation_place (
    run_id      bigint NOT NULL REFERENCES reconciliation ON DELETE CASCADE,
    place       text NOT NULL,
    whole       boolean NOT NULL,
    looked      bigint NOT NULL,
    divergent   bigint NOT NULL,
    unsettled   bigint NOT NULL,
    truncated   boolean NOT NULL,
    duration_ms integer NOT NULL,
    failure     text,
    PRIMARY KEY (run_id, place)
);

-- What is known of a place last.
CREATE INDEX reconciliation_place_last ON reconciliation_place (place, run_id DESC) WHERE whole AND failure IS NULL;

-- What was found to differ, so much of it. Repairs are of what stands here and nothing else.
CREATE TABLE reconciliation_finding (
    run_id      bigint NOT NULL REFERENCES reconciliation ON DELETE CASCADE,
    place       text NOT NULL,
    key         text NOT NULL,
    difference  text NOT NULL,
    detail      text NOT NULL,
    repaired_at timestamptz,
    PRIMARY KEY (run_id, place, key)
);
