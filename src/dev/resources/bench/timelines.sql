-- Posts of those in the table author, in an order that has nothing to do with who follows whom. As in networks of people, who has more followers says more.
SELECT make_post_partition(timestamptz '2026-01-15Z');

INSERT INTO post (id, author_id, verb, text)
SELECT {post} + number, author_id, 'POST', 'Tea at five, in the garden again, if it does not rain: number ' || number || ' of those who have something to say.'
FROM (
    SELECT author.id AS author_id, row_number() OVER (ORDER BY hashint8extended(author.id, turn), author.id, turn) - 1 AS number
    FROM author, generate_series(1, ceil({posts}::float8 * (1 + followers) / (SELECT sum(1 + followers) FROM author))::bigint) AS turn
) AS said;

INSERT INTO post_entry (source_id, post_id, author_id)
SELECT author_id, id, author_id FROM post WHERE id >= {post};
