-- Tags that texts carry, each once; what carries one keeps its id.
CREATE TABLE hashtag (
    id  bigint PRIMARY KEY,
    tag text NOT NULL UNIQUE
);

-- The topics of a community, newest first.
CREATE INDEX topic_of_community ON topic (community_id, id DESC);

-- What was said, by the month: ids carry the time. Authors are held while they post, and their rows outlive their posts.
ALTER TABLE post RENAME TO post_before_months;
ALTER INDEX post_pkey RENAME TO post_before_months_pkey;

CREATE TABLE post (
    id          bigint PRIMARY KEY,
    version     integer NOT NULL DEFAULT 1,
    author_id   bigint NOT NULL,
    verb        text NOT NULL CHECK (verb IN ('POST', 'QUESTION', 'ACHIEVEMENT', 'REPOST')),
    text        text,
    mentions    bigint[] NOT NULL DEFAULT '{}',
    communities bigint[] NOT NULL DEFAULT '{}',
    hashtags    bigint[] NOT NULL DEFAULT '{}',
    topics      bigint[] NOT NULL DEFAULT '{}',
    media       bigint[] NOT NULL DEFAULT '{}',
    target_kind text CHECK (target_kind IN ('PROFILE', 'COMMUNITY')),
    target_id   bigint,
    original_id bigint,
    extra       jsonb NOT NULL DEFAULT '{}',
    edited_at   timestamptz,
    deleted_at  timestamptz,
    CHECK ((target_kind IS NULL) = (target_id IS NULL)),
    CHECK (verb = 'REPOST' OR original_id IS NULL)
) PARTITION BY RANGE (id);

-- Makes the partition of a month unless it is there. It is filled in before it is attached, so that nobody who reads or writes posts has to wait.
CREATE FUNCTION make_post_partition(month timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first timestamptz := date_trunc('month', month, 'UTC');
    name text := 'post_' || to_char(first AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
    IF to_regclass(name) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('post partitions', 0));
        IF to_regclass(name) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE post INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
            EXECUTE format(
                'ALTER TABLE post ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                name, first_post_id(first), first_post_id(first + interval '1 month'));
        END IF;
    END IF;
END
$$;

-- The least id that something of this time can have: milliseconds since 2000 above 22 bits.
CREATE FUNCTION first_post_id(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS
    $$ SELECT (extract(epoch FROM at - timestamptz '2000-01-01T00:00:00Z') * 1000)::bigint << 22 $$;

SELECT make_post_partition(month)
FROM (
    SELECT DISTINCT
        date_trunc('month', timestamptz '2000-01-01T00:00:00Z' + make_interval(secs => (id >> 22) / 1000.0), 'UTC') AS month
    FROM post_before_months
) AS posted;

INSERT INTO hashtag (id, tag)
SELECT row_number() OVER (ORDER BY tag), tag
FROM (SELECT DISTINCT unnest(hashtags) AS tag FROM post_before_months) AS used;

INSERT INTO post (
    id, version, author_id, verb, text, mentions, hashtags, target_kind, target_id, extra, deleted_at)
SELECT id, version, author_id, verb, text, mentions,
    ARRAY(SELECT hashtag.id FROM unnest(hashtags) AS used (tag) JOIN hashtag USING (tag)),
    target_kind, target_id, extra, deleted_at
FROM post_before_months;

-- Where posts are listed: under their author, who is addressed, their community, their topics and their hashtags. Everything that lists posts
-- reads this index and no row.
CREATE TABLE post_entry (
    source_id bigint NOT NULL,
    post_id   bigint NOT NULL,
    author_id bigint NOT NULL,
    PRIMARY KEY (source_id, post_id) INCLUDE (author_id)
);

INSERT INTO post_entry (source_id, post_id, author_id)
SELECT DISTINCT source, id, author_id
FROM post, unnest(ARRAY [author_id, target_id] || hashtags) AS source
WHERE deleted_at IS NULL AND source IS NOT NULL;

DROP TABLE post_before_months;

-- Who reposted what: once each.
CREATE TABLE repost (
    original_id bigint NOT NULL,
    author_id   bigint NOT NULL,
    id          bigint NOT NULL,
    PRIMARY KEY (original_id, author_id)
);

-- What is said to posts. A reply hangs on the comment that opens its thread, whichever it answers.
CREATE TABLE comment (
    id         bigint PRIMARY KEY,
    version    integer NOT NULL DEFAULT 1,
    post_id    bigint NOT NULL,
    parent_id  bigint,
    answers_id bigint,
    author_id  bigint NOT NULL,
    text       text,
    mentions   bigint[] NOT NULL DEFAULT '{}',
    communities bigint[] NOT NULL DEFAULT '{}',
    hashtags   bigint[] NOT NULL DEFAULT '{}',
    media      bigint[] NOT NULL DEFAULT '{}',
    edited_at  timestamptz,
    deleted_at timestamptz
);

-- The threads of a post, and the replies of a thread, each newest first; deleted ones too, since they go with the post.
CREATE INDEX comment_of_post ON comment (post_id, id DESC) WHERE parent_id IS NULL;
CREATE INDEX comment_of_parent ON comment (parent_id, id DESC) INCLUDE (deleted_at) WHERE parent_id IS NOT NULL;
CREATE INDEX comment_by_author ON comment (author_id) WHERE deleted_at IS NULL;

-- What posts and comments said before they were edited.
CREATE TABLE revision (
    item_id    bigint NOT NULL,
    version    integer NOT NULL,
    text       text,
    extra      jsonb NOT NULL DEFAULT '{}',
    written_at timestamptz NOT NULL,
    PRIMARY KEY (item_id, version)
);

-- Who reacted how to what. A like taken back stays as withdrawn: it counts among the unlikes.
CREATE TABLE reaction (
    item_id    bigint NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('LIKE', 'STAR')),
    profile_id bigint NOT NULL,
    id         bigint NOT NULL,
    withdrawn  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (item_id, kind, profile_id)
) WITH (fillfactor = 90);

CREATE INDEX reaction_newest ON reaction (item_id, id DESC) INCLUDE (kind, profile_id) WHERE NOT withdrawn;
CREATE INDEX reaction_by_profile ON reaction (profile_id, item_id);

-- How often: what hangs on an item is the sum of its slots. Whoever counts takes any slot that nobody else is at, or makes one.
CREATE TABLE item_count (
    item_id  bigint NOT NULL,
    slot     smallint NOT NULL,
    likes    integer NOT NULL DEFAULT 0,
    unlikes  integer NOT NULL DEFAULT 0,
    stars    integer NOT NULL DEFAULT 0,
    shares   integer NOT NULL DEFAULT 0,
    comments integer NOT NULL DEFAULT 0,
    PRIMARY KEY (item_id, slot)
) WITH (fillfactor = 70);
