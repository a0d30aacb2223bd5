-- One time that an audit was made, and what it found: JSON texts into which nobody looks here. The id carries the time. Runs are kept for a while.
CREATE TABLE audit_run (
    id          bigint PRIMARY KEY,
    audit       text NOT NULL,
    params      text NOT NULL,
    duration_ms integer NOT NULL,
    names       text NOT NULL,
    found       text NOT NULL,
    row_count   integer NOT NULL,
    new_rows    text NOT NULL,
    new_count   integer NOT NULL,
    truncated   boolean NOT NULL,
    passed      boolean NOT NULL,
    failure     text CHECK (failure IN ('TIME', 'MEMORY'))
);

-- The runs of an audit, newest first, and the last one that can be compared with another.
CREATE INDEX audit_run_newest ON audit_run (audit, id DESC);
CREATE INDEX audit_run_comparable ON audit_run (audit, params, id DESC) WHERE failure IS NULL;
