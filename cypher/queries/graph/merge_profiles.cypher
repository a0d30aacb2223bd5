// Makes the nodes of profiles, or brings their flags up to date; an older version never overwrites a newer one, and the same one only what is not its own.
//
// $rows  {id, version, private, deleted} each, in ascending order of id
UNWIND $rows AS row
CALL (row) {
  MERGE (profile:Profile {id: row.id})
  SET profile.lock = true
  WITH profile,
       coalesce(profile.version, 0) < row.version
         OR profile.version = row.version
           AND (coalesce(profile.private, false) <> row.private OR coalesce(profile.deleted, false) <> row.deleted) AS newer
  FOREACH (_ IN CASE WHEN newer THEN [1] ELSE [] END |
    SET profile.version = row.version, profile.private = row.private, profile.deleted = row.deleted,
        profile.clock = coalesce(profile.clock, 0) + 1
  )
  RETURN newer, profile.clock AS clock
}
WITH row, clock, newer
WHERE newer
RETURN row.id AS id, clock
