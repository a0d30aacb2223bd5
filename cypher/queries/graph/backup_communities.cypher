// All that the nodes of the next communities say.
//
// $after, $to  ids after the first, up to the second
// $most        rows wanted
MATCH (community:Community)
WHERE community.id > $after AND community.id <= $to
WITH community
ORDER BY community.id
LIMIT $most
RETURN community.id AS id, properties(community) AS said,
  [coalesce(community.version, 0), CASE WHEN community.deleted THEN 1 ELSE 0 END] AS state
