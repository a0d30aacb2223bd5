-- Whether a record is the earliest of its key, and which others the key has.
CREATE INDEX outbox_of_key ON outbox (type, key, id);

-- Changes that were made together by the hundred: one record of the outbox tells of all.
CREATE TABLE outbox_bundle (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type text NOT NULL,
    keys bigint[] NOT NULL
);
