// Which memberships began with the admin taking the member in.
//
// $pairs  {source, target} each: ids of profile and community
UNWIND $pairs AS pair
MATCH (member:Profile {id: pair.source})
MATCH (community:Community {id: pair.target})
WHERE NOT member.deleted AND NOT community.deleted
OPTIONAL MATCH (member)-[membership:MEMBER_OF WHERE membership.invited]->(community)
WITH pair, membership
WHERE membership IS NOT NULL
RETURN pair.source AS source, pair.target AS target, membership.since AS since
