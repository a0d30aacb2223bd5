// Brings in the nodes of communities. What is there of a newer version stays.
//
// $rows  {id, version, said} each, in ascending order of id
UNWIND $rows AS row
CALL (row) {
  MERGE (community:Community {id: row.id})
  SET community.lock = true
  WITH community
  WHERE coalesce(community.version, 0) < row.version
  SET community += row.said
  RETURN count(*) AS brought
}
RETURN count(*) AS rows
