// What the graph knows of a profile itself, deleted or not.
//
// $profile  profile id
MATCH (profile:Profile {id: $profile})
RETURN profile.version AS version, coalesce(profile.clock, 0) AS clock, coalesce(profile.private, false) AS private,
       coalesce(profile.deleted, false) AS deleted, coalesce(profile.recommended, 0) AS served, coalesce(profile.shadowed, -1) AS shadow
