// Who follows profiles: one step of the search for a path, from where it ends.
//
// $ids  profile ids; whoever asks knows their degrees
UNWIND $ids AS id
MATCH (:Profile {id: id})<-[edge:FOLLOWS {state: 'FOLLOWING'}]-(next:Profile)
WHERE NOT next.deleted
RETURN id AS from, next.id AS id, next.private AS private
