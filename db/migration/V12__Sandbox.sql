-- What was asked of the graph by hand: a row before anything is done about it, and a row for what came of it. Nothing is ever taken back.
CREATE TABLE sandbox_log (
    id          bigint PRIMARY KEY,
    question_id bigint NOT NULL,
    event       text NOT NULL CHECK (event IN ('ASKED', 'REFUSED', 'ANSWERED', 'CUT', 'FAILED')),
    trace_id    text,
    reason      text,
    query       text,
    params      text,
    detail      text,
    row_count   integer,
    duration_ms integer,
    CHECK ((event = 'ASKED') = (query IS NOT NULL AND reason IS NOT NULL AND params IS NOT NULL))
);

CREATE INDEX sandbox_log_of_question ON sandbox_log (question_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: it is only ever added to', tg_op, tg_table_name;
END
$$;

CREATE TRIGGER sandbox_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON sandbox_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
