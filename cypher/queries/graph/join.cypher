// Makes profiles members of communities; all of them are locked. The answer has no row for a pair of which either has no node.
//
// $rows              {index, source, target, at, invited} each: ids of profile and community, when in ms, and whether the admin takes the profile in;
//                    a membership keeps its first time
// $version           of the edges that this makes
// $cap               how many follows, requests and memberships one profile may have
// $countCommunities  whether memberships count at all
UNWIND $rows AS row
CALL (row) {
  MATCH (member:Profile {id: row.source})
  MATCH (community:Community {id: row.target})
  OPTIONAL MATCH (member)-[existing:MEMBER_OF]->(community)
  WITH row, member, community, existing,
       CASE
         WHEN member.deleted OR community.deleted THEN 'HIDDEN'
         WHEN existing IS NOT NULL THEN 'EXISTING'
         WHEN NOT $countCommunities THEN 'CREATED'
         WHEN COUNT { (member)-[:MEMBER_OF]->() } + COUNT { (member)-[edge:FOLLOWS WHERE edge.state <> 'REJECTED']->() } < $cap THEN 'CREATED'
         ELSE 'LIMIT'
       END AS outcome
  FOREACH (_ IN CASE outcome WHEN 'CREATED' THEN [1] ELSE [] END |
    CREATE (member)-[:MEMBER_OF {source: row.source, target: row.target, since: row.at, version: $version, invited: row.invited}]->(community)
  )
  RETURN outcome, coalesce(existing.since, row.at) AS since
}
RETURN row.index AS index, outcome, since
