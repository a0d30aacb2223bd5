// What the nodes of these communities say.
//
// $ids  community ids
UNWIND $ids AS id
MATCH (community:Community {id: id})
RETURN community.id AS id, coalesce(community.version, 0) AS version, false AS private, coalesce(community.deleted, false) AS deleted,
       COUNT { (community)--() } AS edges
