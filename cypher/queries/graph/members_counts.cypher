// How many members communities have.
//
// $communities  community ids
UNWIND $communities AS id
MATCH (community:Community {id: id})
RETURN id, COUNT { (community)<-[:MEMBER_OF]-() } AS members
