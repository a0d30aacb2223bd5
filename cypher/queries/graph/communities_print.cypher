// A print of the nodes of communities in a range of ids, as profiles_print.cypher makes it of profiles.
//
// $after, $to  the range: ids after the first, up to the second
MATCH (community:Community)
WHERE community.id > $after AND community.id <= $to
WITH community.id AS id,
     coalesce(community.version, 0) * 1000003
       + CASE
           WHEN NOT coalesce(community.deleted, false) THEN 0
           WHEN COUNT { (community)--() } > 0 THEN 1100021
           ELSE 700001
         END AS said
WITH (id % 2147483647 + said) % 2147483647 AS one, (id % 2147483629 + said) % 2147483629 AS other
RETURN count(*) AS count, sum(one * one % 2147483647 * one % 2147483647) AS one, sum(other * other % 2147483629 * other % 2147483629) AS other
