// Which of these ids are of a profile or of a community, and what the graph knows of each.
//
// $ids  profile or community ids
UNWIND $ids AS id
OPTIONAL MATCH (profile:Profile {id: id})
OPTIONAL MATCH (community:Community {id: id})
WITH id, profile, community
WHERE profile IS NOT NULL OR community IS NOT NULL
RETURN id, community IS NOT NULL AS community, coalesce(profile.private, false) AS private,
       coalesce(profile.deleted, community.deleted, false) AS deleted
