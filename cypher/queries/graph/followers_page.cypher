// Who follows a profile, newest first, after a position.
//
// $profile     profile id
// $since, $id  the position: time in ms and profile id of the last one that was given out
// $limit       rows wanted
MATCH (:Profile {id: $profile})<-[edge:FOLLOWS {state: 'FOLLOWING'}]-(other:Profile)
WHERE edge.since < $since OR (edge.since = $since AND other.id < $id)
RETURN other.id AS id, edge.since AS since
ORDER BY since DESC, id DESC
LIMIT $limit
