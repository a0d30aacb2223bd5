// The edges around profiles, of each kind and direction the newest, and of recommendations the best; of blocks and mutes by others, and of recommendations to
// others, which no index lists, any.
//
// $ids   profile ids
// $most  how many of each kind and direction, around each profile
// $now   in ms; what has ended or expired by then is left out
//
// coalesce, since OR would at times be planned as two searches whose rows are all sorted.
UNWIND $ids AS id
MATCH (centre:Profile {id: id})
CALL (id, centre) {
  MATCH ()-[edge:FOLLOWS]->()
  USING INDEX SEEK edge:FOLLOWS(source, state, since, target)
  WHERE edge.source = id AND edge.state = 'FOLLOWING' AND edge.since IS NOT NULL AND edge.target IS NOT NULL
  RETURN edge
  ORDER BY edge.source DESC, edge.state DESC, edge.since DESC, edge.target DESC
  LIMIT $most
  UNION ALL
  MATCH ()-[edge:FOLLOWS]->()
  USING INDEX SEEK edge:FOLLOWS(target, state, since, source)
  WHERE edge.target = id AND edge.state = 'FOLLOWING' AND edge.since IS NOT NULL AND edge.source IS NOT NULL
  RETURN edge
  ORDER BY edge.target DESC, edge.state DESC, edge.since DESC, edge.source DESC
  LIMIT $most
  UNION ALL
  MATCH ()-[edge:FOLLOWS]->()
  USING INDEX SEEK edge:FOLLOWS(source, state, since, target)
  WHERE edge.source = id AND edge.state = 'REQUESTED' AND edge.since IS NOT NULL AND edge.target IS NOT NULL
  RETURN edge
  ORDER BY edge.source DESC, edge.state DESC, edge.since DESC, edge.target DESC
  LIMIT $most
  UNION ALL
  MATCH ()-[edge:FOLLOWS]->()
  USING INDEX SEEK edge:FOLLOWS(target, state, since, source)
  WHERE edge.target = id AND edge.state = 'REQUESTED' AND edge.since IS NOT NULL AND edge.source IS NOT NULL
  RETURN edge
  ORDER BY edge.target DESC, edge.state DESC, edge.since DESC, edge.source DESC
  LIMIT $most
  UNION ALL
  MATCH ()-[edge:BLOCKS]->()
  USING INDEX SEEK edge:BLOCKS(source, since, target)
  WHERE edge.source = id AND edge.since IS NOT NULL AND edge.target IS NOT NULL
  RETURN edge
  ORDER BY edge.source DESC, edge.since DESC, edge.target DESC
  LIMIT $most
  UNION ALL
  MATCH (centre)<-[edge:BLOCKS]-()
  RETURN edge
  LIMIT $most
  UNION ALL
  MATCH ()-[edge:MUTES]->()
  USING INDEX SEEK edge:MUTES(source, since, target)
  WHERE edge.source = id AND edge.since IS NOT NULL AND edge.target IS NOT NULL AND coalesce(edge.until > $now, true)
  RETURN edge
  ORDER BY edge.source DESC, edge.since DESC, edge.target DESC
  LIMIT $most
  UNION ALL
  MATCH (centre)<-[edge:MUTES]-()
  WHERE coalesce(edge.until > $now, true)
  RETURN edge
  LIMIT $most
  UNION ALL
  MATCH ()-[edge:CONNECTED]->()
  USING INDEX SEEK edge:CONNECTED(source, since, target)
  WHERE edge.source = id AND edge.since IS NOT NULL AND edge.target IS NOT NULL
  RETURN edge
  ORDER BY edge.source DESC, edge.since DESC, edge.target DESC
  LIMIT $most
  UNION ALL
  MATCH ()-[edge:CONNECTED]->()
  USING INDEX SEEK edge:CONNECTED(target, since, source)
  WHERE edge.target = id AND edge.since IS NOT NULL AND edge.source IS NOT NULL
  RETURN edge
  ORDER BY edge.target DESC, edge.since DESC, edge.source DESC
  LIMIT $most
  UNION ALL
  MATCH ()-[edge:MEMBER_OF]->()
  USING INDEX SEEK edge:MEMBER_OF(source, since, target)
  WHERE edge.source = id AND edge.since IS NOT NULL AND edge.target IS NOT NULL
  RETURN edge
  ORDER BY edge.source DESC, edge.since DESC, edge.target DESC
  LIMIT $most
  UNION ALL
  WITH id, coalesce(centre.recommended, 0) AS set
  MATCH ()-[edge:RECOMMENDED]->()
  USING INDEX SEEK edge:RECOMMENDED(source, set, rank, target)
  WHERE edge.source = id AND edge.set = set AND edge.rank IS NOT NULL AND edge.target IS NOT NULL
    AND coalesce(edge.expiresAt > $now, true)
  RETURN edge
  ORDER BY edge.source, edge.set, edge.rank, edge.target
  LIMIT $most
  UNION ALL
  MATCH (centre)<-[edge:RECOMMENDED]-(other:Profile)
  WITH edge, other
  LIMIT 4 * $most
  WITH edge, other
  WHERE edge.set = coalesce(other.recommended, 0) AND coalesce(edge.expiresAt > $now, true)
  RETURN edge
  LIMIT $most
}
RETURN DISTINCT edge.source AS source, edge.target AS target, type(edge) AS type, edge.state AS state
