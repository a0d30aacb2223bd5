-- What profiles gather in. A deleted community keeps its row, without its texts, until nothing refers to it.
CREATE TABLE community (
    id          bigint PRIMARY KEY,
    version     integer NOT NULL DEFAULT 1,
    admin_id    bigint NOT NULL REFERENCES profile,
    name        text,
    description text,
    private     boolean NOT NULL,
    visible     boolean NOT NULL,
    rules       text,
    deleted_at  timestamptz,
    CHECK (deleted_at IS NOT NULL OR name IS NOT NULL)
);

-- Communities that lose their admin with a profile.
CREATE INDEX community_of_admin ON community (admin_id) WHERE deleted_at IS NULL;

-- What a community talks about: hashtags of its own.
CREATE TABLE topic (
    id           bigint PRIMARY KEY,
    version      integer NOT NULL DEFAULT 1,
    community_id bigint NOT NULL REFERENCES community,
    name         text NOT NULL,
    description  text,
    UNIQUE (community_id, name)
);

-- To whom, or where, something was said.
ALTER TABLE post
    ADD COLUMN target_kind text CHECK (target_kind IN ('PROFILE', 'COMMUNITY')),
    ADD COLUMN target_id bigint,
    ADD CHECK ((target_kind IS NULL) = (target_id IS NULL));

-- A community's newest posts, from the index alone, as post_by_author gives an author's.
CREATE INDEX post_by_target ON post (target_id, id DESC) WHERE deleted_at IS NULL AND target_id IS NOT NULL;
