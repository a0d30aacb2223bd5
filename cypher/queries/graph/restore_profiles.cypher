// Brings in the nodes of profiles. What is there of a newer version stays; a clock only goes forward.
//
// $rows  {id, version, said} each, in ascending order of id
UNWIND $rows AS row
CALL (row) {
  MERGE (profile:Profile {id: row.id})
  SET profile.lock = true
  WITH profile, coalesce(profile.version, 0) < row.version AS newer, coalesce(profile.clock, 0) AS clock,
       profile.recommended AS recommended, profile.shadowed AS shadowed
  FOREACH (_ IN CASE WHEN newer THEN [1] ELSE [] END | SET profile += row.said)
  SET profile.clock = CASE WHEN clock > coalesce(row.said.clock, 0) THEN clock ELSE row.said.clock END,
      profile.recommended = coalesce(recommended, row.said.recommended),
      profile.shadowed = coalesce(shadowed, row.said.shadowed)
  RETURN count(*) AS brought
}
RETURN count(*) AS rows
