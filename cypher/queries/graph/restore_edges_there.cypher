// How many edges there are of the kinds that a backup has. The store keeps count.
CALL () {
  MATCH ()-[edge:FOLLOWS]->() RETURN count(edge) AS edges
  UNION ALL
  MATCH ()-[edge:FOLLOWED]->() RETURN count(edge) AS edges
  UNION ALL
  MATCH ()-[edge:CONNECTED]->() RETURN count(edge) AS edges
  UNION ALL
  MATCH ()-[edge:BLOCKS]->() RETURN count(edge) AS edges
  UNION ALL
  MATCH ()-[edge:MUTES]->() RETURN count(edge) AS edges
  UNION ALL
  MATCH ()-[edge:MEMBER_OF]->() RETURN count(edge) AS edges
  UNION ALL
  MATCH ()-[edge:RECOMMENDED]->() RETURN count(edge) AS edges
  UNION ALL
  MATCH ()-[edge:DISMISSED]->() RETURN count(edge) AS edges
}
RETURN sum(edges) AS edges
