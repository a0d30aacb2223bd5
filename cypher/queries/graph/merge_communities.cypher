// Makes the nodes of communities, or brings their flags up to date; an older version never overwrites a newer one, and the same one only what is not its own.
//
// $rows  {id, version, deleted} each, in ascending order of id
UNWIND $rows AS row
CALL (row) {
  MERGE (community:Community {id: row.id})
  SET community.lock = true
  WITH community
  WHERE coalesce(community.version, 0) < row.version
    OR community.version = row.version AND coalesce(community.deleted, false) <> row.deleted
  SET community.version = row.version, community.deleted = row.deleted
  RETURN count(*) AS changed
}
RETURN row.id AS id
