// Ends a block.
//
// $source, $target  profile ids of blocker and blocked
MATCH (:Profile {id: $source})-[blocks:BLOCKS]->(:Profile {id: $target})
DELETE blocks
RETURN count(*) AS removed
