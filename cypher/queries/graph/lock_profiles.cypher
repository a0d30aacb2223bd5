// Locks profiles until the transaction ends: what is read of them afterwards stays as it was read.
// SET takes a node's write lock before it looks at the value, and writes nothing where that is there already.
// REMOVE would not do: of a property that no node has, it takes no lock.
//
// $ids  profile ids in ascending order; those without a node are passed over
UNWIND $ids AS id
MATCH (profile:Profile {id: id})
SET profile.lock = true
RETURN coalesce(max(profile.clock), 0) AS clock, collect(id) AS found, collect(CASE WHEN profile.deleted THEN id END) AS deleted
