// Makes the nodes of profiles, or brings their flags up to date; an older version never overwrites a newer one.
// A profile that is neither private nor deleted has no requests: whoever had asked is let in.
//
// $rows  {id, version, private, deleted} each, in ascending order of id
// $at    when, in ms: since then those who had asked follow
UNWIND $rows AS row
CALL (row) {
  MERGE (profile:Profile {id: row.id})
  SET profile.lock = true
  WITH profile
  WHERE coalesce(profile.version, 0) < row.version
  SET profile.version = row.version, profile.private = row.private, profile.deleted = row.deleted
  WITH profile
  WHERE NOT profile.private AND NOT profile.deleted
  MATCH (profile)<-[request:FOLLOWS {state: 'REQUESTED'}]-(:Profile)
  SET request.state = 'FOLLOWING', request.requestedAt = request.since, request.since = $at
  RETURN count(*) AS approved
}
RETURN row.id AS id
