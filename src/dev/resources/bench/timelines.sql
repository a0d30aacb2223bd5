-- Posts that profiles write by turns, in an order that has nothing to do with who follows whom.
SELECT make_post_partition(timestamptz '2026-01-15Z');

CREATE TEMPORARY TABLE author AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM profile;
ALTER TABLE author ADD PRIMARY KEY (number);
ANALYZE author;

INSERT INTO post (id, author_id, verb, text)
SELECT {post} + n, author.id, 'POST', 'Tea at five, in the garden again, if it does not rain: number ' || n || ' of those who come by turns.'
FROM generate_series(0, {posts} - 1) AS n
JOIN author ON author.number = n::bigint * 7919 % (SELECT count(*) FROM author);

INSERT INTO post_entry (source_id, post_id, author_id)
SELECT author_id, id, author_id FROM post WHERE id BETWEEN {post} AND {post} + {posts} - 1;
