-- Which instance makes ids with which node number.
CREATE TABLE node_lease (
    node       integer PRIMARY KEY CHECK (node BETWEEN 0 AND 1023),
    holder     uuid NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Who there is. A deleted profile keeps its row, without anything personal, until nothing refers to it.
CREATE TABLE profile (
    id           bigint PRIMARY KEY,
    version      integer NOT NULL DEFAULT 1,
    user_id      text,
    handle       text UNIQUE,
    display_name text,
    email        text,
    account_type text CHECK (account_type IN ('REGULAR', 'INFLUENCER')),
    description  text,
    private      boolean NOT NULL DEFAULT false,
    tags         text[] NOT NULL DEFAULT '{}',
    gender       text,
    college      text,
    deleted_at   timestamptz,
    CHECK (deleted_at IS NOT NULL OR (user_id, handle, display_name, email, account_type) IS NOT NULL)
);

-- A user owns one profile of each account type; read by user for the virtual profile.
CREATE UNIQUE INDEX profile_of_user ON profile (user_id, account_type) WHERE deleted_at IS NULL;

-- What was said. The id carries the time.
CREATE TABLE post (
    id         bigint PRIMARY KEY,
    version    integer NOT NULL DEFAULT 1,
    author_id  bigint NOT NULL REFERENCES profile,
    verb       text NOT NULL CHECK (verb IN ('POST', 'QUESTION', 'ACHIEVEMENT')),
    text       text,
    mentions   bigint[] NOT NULL DEFAULT '{}',
    hashtags   text[] NOT NULL DEFAULT '{}',
    extra      jsonb NOT NULL DEFAULT '{}',
    deleted_at timestamptz
);

-- An author's newest posts, from the index alone: the home timeline takes the top of many of these.
CREATE INDEX post_by_author ON post (author_id, id DESC) WHERE deleted_at IS NULL;

-- The first answers to creating requests, for 24 hours.
CREATE TABLE idempotency_key (
    route       text NOT NULL,
    key         text NOT NULL,
    fingerprint text NOT NULL,
    status      integer NOT NULL,
    headers     text NOT NULL,
    body        text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (route, key)
);

CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

-- What others must still learn.
CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type       text NOT NULL,
    key        bigint NOT NULL,
    trace_id   text,
    attempts   integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at     timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX outbox_due ON outbox (due_at, id);

-- Which of ours is which of another system's.
CREATE TABLE import_reference (
    kind      text NOT NULL,
    import_id text NOT NULL,
    id        bigint NOT NULL,
    PRIMARY KEY (kind, import_id)
);
