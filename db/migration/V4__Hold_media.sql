-- Images and videos: what is known of them. The bytes are in S3, under the keys. The id carries the time.
CREATE TABLE media (
    id                 bigint PRIMARY KEY,
    owner_id           bigint NOT NULL REFERENCES profile,
    type               text NOT NULL CHECK (type IN ('IMAGE', 'VIDEO')),
    state              text NOT NULL CHECK (state IN ('PENDING', 'READY', 'REJECTED')),
    content_type       text NOT NULL,
    size_bytes         bigint NOT NULL,
    sha256             text,
    rendering          jsonb NOT NULL DEFAULT '{}',
    upload_key         text NOT NULL,
    object_key         text,
    width              integer,
    height             integer,
    thumbnails         jsonb NOT NULL DEFAULT '[]',
    thumbnails_due_at  timestamptz,
    thumbnail_attempts integer NOT NULL DEFAULT 0,
    rejection          text,
    item_id            bigint,
    expires_at         timestamptz,
    CHECK ((state = 'READY') = ((object_key, width, height) IS NOT NULL)),
    CHECK ((state = 'REJECTED') = (rejection IS NOT NULL)),
    CHECK (item_id IS NULL OR (state = 'READY' AND expires_at IS NULL))
);

-- Erased with the profile.
CREATE INDEX media_of_owner ON media (owner_id);

-- Released with the item.
CREATE INDEX media_of_item ON media (item_id) WHERE item_id IS NOT NULL;

-- What nobody attached in time.
CREATE INDEX media_expiring ON media (expires_at) WHERE expires_at IS NOT NULL;

-- What still lacks its thumbnails.
CREATE INDEX media_without_thumbnails ON media (thumbnails_due_at) WHERE thumbnails_due_at IS NOT NULL;

-- Objects in S3 that no row stands for, or that a row may never come to stand for. Noted before they are written, or with what they lost.
CREATE TABLE media_leftover (
    key    text PRIMARY KEY,
    due_at timestamptz NOT NULL
);

CREATE INDEX media_leftover_due ON media_leftover (due_at);
