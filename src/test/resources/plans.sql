-- As much as shows which paths Postgres takes: :posts posts over two years, and what hangs on them.
SELECT make_post_partition(month) FROM generate_series(timestamptz '2024-01-01Z', timestamptz '2025-12-01Z', interval '1 month') AS month;

INSERT INTO profile (id, user_id, handle, display_name, email, account_type, tags)
SELECT n, n, 'profile_' || n, 'Profile', n || '@example.org', 'REGULAR', ARRAY['tag_' || n % 500, 'tag_' || n % 700] FROM generate_series(1, 20000) AS n;

INSERT INTO community (id, admin_id, name, private, visible)
SELECT 100000 + n, n, 'Community', false, true FROM generate_series(1, 5000) AS n;

INSERT INTO topic (id, community_id, name)
SELECT 200000 + n, 100000 + CASE WHEN n % 10 = 0 THEN 1 ELSE 1 + n % 5000 END, 'topic_' || n FROM generate_series(1, 20000) AS n;

INSERT INTO hashtag (id, tag)
SELECT 300000 + n, 'tag_' || n FROM generate_series(1, 5000) AS n;

INSERT INTO post (id, author_id, verb, text, hashtags, target_kind, target_id)
SELECT first_post_id(timestamptz '2024-01-01Z' + n * interval '50 minutes'), CASE WHEN n % 10 = 0 THEN 1 ELSE 1 + n * 7919 % 20000 END, 'POST',
    repeat('word ', 20), ARRAY[300001 + n % 5000], CASE WHEN n % 2 = 0 THEN 'COMMUNITY' END, CASE WHEN n % 2 = 0 THEN 100001 + n % 500 END
FROM generate_series(1, :posts) AS n;

INSERT INTO post_entry (source_id, post_id, author_id)
SELECT source, id, author_id FROM post, unnest(ARRAY[author_id, target_id] || hashtags) AS source WHERE source IS NOT NULL;

INSERT INTO repost (original_id, author_id, id)
SELECT id, author_id + 1, id + 1 FROM post WHERE id % 3 = 0;

-- Every third replies to the comment before the last.
INSERT INTO comment (id, post_id, parent_id, author_id, text)
SELECT first_post_id(timestamptz '2024-01-01Z' + n * interval '25 minutes') + 1,
    first_post_id(timestamptz '2024-01-01Z' + CASE WHEN n % 10 = 0 THEN 1000 ELSE n / 3 END * interval '50 minutes'),
    CASE WHEN n % 3 = 0 THEN first_post_id(timestamptz '2024-01-01Z' + (n - 2) * interval '25 minutes') + 1 END,
    1 + n * 7919 % 20000, repeat('word ', 10)
FROM generate_series(1, 2 * :posts) AS n;

INSERT INTO reaction (item_id, kind, profile_id, id, withdrawn)
SELECT first_post_id(timestamptz '2024-01-01Z' + CASE WHEN n % 10 = 0 THEN 1000 ELSE n / 3 END * interval '50 minutes'),
    CASE WHEN n % 3 = 0 THEN 'STAR' ELSE 'LIKE' END, 1 + n / 10 * 10 % 20000 + n % 10, n, n % 3 = 1 AND n % 5 = 0
FROM generate_series(1, 2 * :posts) AS n
ON CONFLICT DO NOTHING;

INSERT INTO item_count (item_id, slot, likes) SELECT id, 1, 1 FROM post UNION ALL SELECT id, 1, 1 FROM comment;
INSERT INTO item_count (item_id, slot) SELECT (SELECT min(id) FROM post), n FROM generate_series(2, 63) AS n;

INSERT INTO revision (item_id, version, written_at) SELECT id, 1, now() FROM post WHERE id % 3 = 0;

INSERT INTO media (id, owner_id, type, state, content_type, size_bytes, upload_key, object_key, width, height, item_id, expires_at, thumbnails_due_at)
SELECT n, 1 + n % 20000, 'IMAGE', 'READY', 'image/png', 1, 'upload', 'object', 1, 1, CASE WHEN n % 10 > 0 THEN n END,
    CASE WHEN n % 10 = 0 THEN now() + n * interval '1 second' END, CASE WHEN n % 100 = 0 THEN now() + n * interval '1 second' END
FROM generate_series(1, 50000) AS n;

INSERT INTO media_leftover (key, due_at) SELECT 'object ' || n, now() + n * interval '1 second' FROM generate_series(1, 5000) AS n;

INSERT INTO outbox (type, key, due_at) SELECT 'post', n, now() + (n - 100) * interval '1 second' FROM generate_series(1, 20000) AS n;

INSERT INTO idempotency_key (route, key, fingerprint, status, headers, body)
SELECT 'route', 'key ' || n, 'print', 201, '', '' FROM generate_series(1, 20000) AS n;

INSERT INTO notification_inbox (profile_id, place) SELECT n, 40000 FROM generate_series(1, 20000) AS n;

INSERT INTO notification (recipient_id, id, kind, subject_kind, subject_id, place, read)
SELECT CASE WHEN n % 10 = 0 THEN 1 ELSE 1 + n * 7919 % 20000 END, n, 'REACTION', 'POST',
    first_post_id(timestamptz '2024-01-01Z' + n / 2 * interval '50 minutes'), n, n % 3 = 0
FROM generate_series(1, 2 * :posts) AS n;

-- One is told of many.
INSERT INTO notification_entry (subject_id, recipient_id, kind, actor_id, once_id, notification_id, place, cause_id, gone_at)
SELECT subject_id, recipient_id, kind, 1 + actor % 20000, actor / 20000, id, place - actor % 2, CASE WHEN id % 2 = 0 THEN subject_id + actor END,
    CASE WHEN id % 20 = 1 THEN now() END
FROM notification, generate_series(1, CASE WHEN id = 1000 THEN 20000 ELSE 2 END) AS actor;

INSERT INTO notification_hushed (item_id, profile_id, hushed_at) SELECT n, n % 2 * n, now() - n * interval '1 second' FROM generate_series(1, 20000) AS n;

-- So large a sample is the whole: the same figures every time.
SET default_statistics_target = 1000;

INSERT INTO batch (id, kind, state, total, settled, heartbeat, finished_at)
SELECT n, 'FOLLOW', CASE WHEN n % 100 = 0 THEN 'RUNNING' ELSE 'COMPLETED' END, 400, n % 100 > 0, now() - n * interval '1 second',
    CASE WHEN n % 100 > 0 THEN now() - n * interval '1 second' END
FROM generate_series(1, 1000) AS n;
INSERT INTO batch_item (batch_id, number, source_id, target_id)
SELECT id, n, 1 + n, 2 + n FROM batch, generate_series(0, 399) AS n WHERE id <= 100;
INSERT INTO batch_slice (batch_id, number, outcomes)
SELECT id, n, repeat(CASE WHEN state = 'RUNNING' THEN '.' ELSE 'c' END, 200) FROM batch, generate_series(0, 1) AS n;

INSERT INTO profile_reader (profile_id, read_at) SELECT n, now() - n * interval '1 minute' FROM generate_series(1, 20000) AS n;

INSERT INTO recommendation_run (id, profile_id, since, total, finished_at)
SELECT n, n, now(), 1, CASE WHEN n % 1000 > 0 THEN now() END FROM generate_series(1, 20000) AS n;

INSERT INTO audit_run (id, audit, params, duration_ms, names, found, row_count, new_rows, new_count, truncated, passed)
SELECT n, 'audit_' || n % 3000, '{}', 1, '[]', '[]', 0, '[]', 0, false, true
FROM generate_series(1, :posts) AS n;

INSERT INTO reconciliation (id, places) SELECT n, '{PROFILES}' FROM generate_series(1, 20000) AS n;
INSERT INTO reconciliation_place (run_id, place, whole, looked, divergent, unsettled, truncated, duration_ms)
SELECT n, 'place_' || n % 3000, true, 1, 0, 0, false, 1 FROM generate_series(1, 20000) AS n;
INSERT INTO reconciliation_finding (run_id, place, key, difference, detail)
SELECT n % 100, 'PROFILES', n, 'MISSING', '' FROM generate_series(100, 20000) AS n WHERE n % 100 > 0;
