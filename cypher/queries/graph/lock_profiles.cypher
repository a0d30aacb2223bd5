// Locks profiles until the transaction ends: what is read of them afterwards stays as it was read.
// REMOVE takes a node's write lock even where, as here, there is nothing to remove, and so writes nothing.
//
// $ids  profile ids in ascending order; those without a node are passed over
UNWIND $ids AS id
MATCH (profile:Profile {id: id})
REMOVE profile.lock
RETURN profile.id AS id
