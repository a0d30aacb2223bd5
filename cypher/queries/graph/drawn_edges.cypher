// The edges of every kind from one of a pair to the other.
//
// $pairs  {source, target} each: id of a profile, and of a profile or community
UNWIND $pairs AS pair
MATCH (source:Profile {id: pair.source})
CALL (source, pair) {
  MATCH (target:Profile {id: pair.target})
  CALL (source, target) {
    MATCH (source)-[edge:FOLLOWS]->(target)
    RETURN edge
    UNION ALL
    MATCH (source)-[edge:FOLLOWED]->(target)
    RETURN edge
    UNION ALL
    MATCH (source)-[edge:BLOCKS]->(target)
    RETURN edge
    UNION ALL
    MATCH (source)-[edge:MUTES]->(target)
    RETURN edge
    UNION ALL
    MATCH (source)-[edge:CONNECTED]->(target)
    RETURN edge
    UNION ALL
    MATCH (source)-[edge:RECOMMENDED]->(target)
    RETURN edge
    UNION ALL
    MATCH ()-[edge:DISMISSED]->()
    USING INDEX SEEK edge:DISMISSED(source, target)
    WHERE edge.source = source.id AND edge.target = target.id
    RETURN edge
  }
  RETURN edge
  UNION ALL
  MATCH (target:Community {id: pair.target})
  MATCH (source)-[edge:MEMBER_OF]->(target)
  RETURN edge
}
RETURN pair.source AS source, pair.target AS target, type(edge) AS type, edge.state AS state
