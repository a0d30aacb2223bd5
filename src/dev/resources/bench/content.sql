-- Profiles, and posts with comments on them, all by turns by each profile. Ids are such that pgbench can work them out.
SELECT make_post_partition(timestamptz '2026-01-15Z'), make_post_partition(now() - interval '1 day');

INSERT INTO profile (id, user_id, handle, display_name, email, account_type)
SELECT {profile} + n, n, 'bench_' || n, 'Bench ' || n, 'bench_' || n || '@example.org', 'REGULAR'
FROM generate_series(0, {profiles} - 1) AS n;

INSERT INTO outbox (type, key) SELECT 'profile', {profile} + n FROM generate_series(0, {profiles} - 1) AS n;

INSERT INTO hashtag (id, tag) SELECT {hashtag} + n, 'bench_' || n FROM generate_series(0, {hashtags} - 1) AS n;

INSERT INTO post (id, author_id, verb, text, hashtags)
SELECT {post} + n, {profile} + n % {profiles}, 'POST', 'Tea at five, in the garden again, if it does not rain. #bench_' || n % {hashtags},
    ARRAY[{hashtag} + n % {hashtags}]
FROM generate_series(0, {posts} - 1) AS n;

INSERT INTO post_entry (source_id, post_id, author_id)
SELECT source, id, author_id FROM post, unnest(ARRAY[author_id] || hashtags) AS source;

INSERT INTO comment (id, post_id, author_id, text)
SELECT {comment} + n, {post} + n / {comments}, {profile} + (n / {comments} + n % {comments}) % {profiles}, 'No room, no room! Unless somebody brings a chair.'
FROM generate_series(0, {posts} * {comments} - 1) AS n;

INSERT INTO item_count (item_id, slot, comments) SELECT {post} + n, 0, {comments} FROM generate_series(0, {posts} - 1) AS n;
