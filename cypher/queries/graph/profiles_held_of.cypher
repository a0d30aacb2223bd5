// What the nodes of these profiles say.
//
// $ids  profile ids
UNWIND $ids AS id
MATCH (profile:Profile {id: id})
RETURN profile.id AS id, coalesce(profile.version, 0) AS version, coalesce(profile.private, false) AS private,
       coalesce(profile.deleted, false) AS deleted, COUNT { (profile)--() } AS edges
