-- How far a profile's notifications have come: the last place that was given, how far they were seen, and of which kinds it wants none.
CREATE TABLE notification_inbox (
    profile_id bigint PRIMARY KEY,
    version    bigint NOT NULL DEFAULT 1,
    place      bigint NOT NULL DEFAULT 0,
    seen_up_to bigint NOT NULL DEFAULT 0,
    off        text[] NOT NULL DEFAULT '{}'
) WITH (fillfactor = 70);

-- What a profile is told together: what of one kind happened to one thing of its own, until it was read or a day is over. The id is the place of
-- its first entry, the place that of its newest; it never goes back.
CREATE TABLE notification (
    recipient_id bigint NOT NULL,
    id           bigint NOT NULL,
    kind         text NOT NULL CHECK (kind IN
        ('MENTION', 'COMMENT', 'REPLY', 'REACTION', 'REPOST', 'FOLLOW', 'REQUEST', 'APPROVAL', 'INVITATION')),
    subject_kind text NOT NULL CHECK (subject_kind IN ('POST', 'COMMENT', 'PROFILE', 'COMMUNITY')),
    subject_id   bigint NOT NULL,
    place        bigint NOT NULL,
    read         boolean NOT NULL DEFAULT false,
    PRIMARY KEY (recipient_id, id)
) WITH (fillfactor = 80);

CREATE INDEX notification_newest ON notification (recipient_id, place DESC);
CREATE INDEX notification_unread ON notification (recipient_id, place DESC) WHERE NOT read;

-- Which of them new entries go to, and which go with their subject.
CREATE INDEX notification_of_subject ON notification (subject_id, recipient_id, kind, id DESC);

-- Who did it. What is gone stays for a while, so that what comes again is nothing new. once_id is 0 where whatever the actor does to the subject
-- counts once, and else the comment or post by which it was done.
CREATE TABLE notification_entry (
    subject_id      bigint NOT NULL,
    recipient_id    bigint NOT NULL,
    kind            text NOT NULL,
    actor_id        bigint NOT NULL,
    once_id         bigint NOT NULL,
    notification_id bigint NOT NULL,
    place           bigint NOT NULL,
    cause_id        bigint,
    gone_at         timestamptz,
    PRIMARY KEY (subject_id, recipient_id, kind, actor_id, once_id)
);

CREATE INDEX notification_entry_newest ON notification_entry (recipient_id, notification_id, place DESC) INCLUDE (actor_id, cause_id, gone_at);
CREATE INDEX notification_entry_of_cause ON notification_entry (cause_id) WHERE cause_id IS NOT NULL;
CREATE INDEX notification_entry_by_actor ON notification_entry (actor_id);
CREATE INDEX notification_entry_gone ON notification_entry (gone_at) WHERE gone_at IS NOT NULL;

-- The reactions to an item whose entries stand, newest first.
CREATE INDEX notification_entry_reacted ON notification_entry (subject_id, place DESC) WHERE kind = 'REACTION' AND gone_at IS NULL;

-- What was taken over from elsewhere a short while ago, and is not to be told: posts and comments (with profile 0), and reactions.
CREATE TABLE notification_hushed (
    item_id    bigint NOT NULL,
    profile_id bigint NOT NULL,
    hushed_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (item_id, profile_id)
);

CREATE INDEX notification_hushed_by_age ON notification_hushed (hushed_at);
