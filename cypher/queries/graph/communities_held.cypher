// What the nodes of communities in a range of ids say, in order of their ids.
//
// $after, $to  the range: ids after the first, up to the second
// $most        rows wanted
MATCH (community:Community)
WHERE community.id > $after AND community.id <= $to
WITH community
ORDER BY community.id
LIMIT $most
RETURN community.id AS id, coalesce(community.version, 0) AS version, false AS private, coalesce(community.deleted, false) AS deleted,
       COUNT { (community)--() } AS edges
