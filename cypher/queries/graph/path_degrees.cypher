// How much it would take to follow the follows of profiles, in either direction: degrees, which cost nothing to read.
//
// $ids  profile ids
UNWIND $ids AS id
MATCH (profile:Profile {id: id})
RETURN sum(COUNT { (profile)-[:FOLLOWS]->() }) AS outgoing, sum(COUNT { (profile)<-[:FOLLOWS]-() }) AS incoming
