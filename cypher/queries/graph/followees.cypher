// All whom a profile follows, as one row: the follow cap bounds them.
//
// $profile  profile id
MATCH (:Profile {id: $profile})-[:FOLLOWS {state: 'FOLLOWING'}]->(followee:Profile)
RETURN collect(followee.id) AS ids
