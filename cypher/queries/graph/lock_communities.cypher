// Locks communities until the transaction ends, as profiles are locked, and after those.
//
// $ids  community ids in ascending order; those without a node are passed over
UNWIND $ids AS id
MATCH (community:Community {id: id})
SET community.lock = true
RETURN community.id AS id
