// A print of the nodes of profiles in a range of ids, the same in whatever order they are read: what prints the same is the same. Sums of cubes, as
// reconcile's repository makes them of rows in Postgres, over two primes; nothing that a node may lack changes them.
//
// $after, $to  the range: ids after the first, up to the second
MATCH (profile:Profile)
WHERE profile.id > $after AND profile.id <= $to
WITH profile.id AS id,
     coalesce(profile.version, 0) * 1000003 + CASE WHEN profile.private THEN 500009 ELSE 0 END
       + CASE
           WHEN NOT coalesce(profile.deleted, false) THEN 0
           WHEN COUNT { (profile)--() } > 0 THEN 1100021
           ELSE 700001
         END AS said
WITH (id % 2147483647 + said) % 2147483647 AS one, (id % 2147483629 + said) % 2147483629 AS other
RETURN count(*) AS count, sum(one * one % 2147483647 * one % 2147483647) AS one, sum(other * other % 2147483629 * other % 2147483629) AS other
