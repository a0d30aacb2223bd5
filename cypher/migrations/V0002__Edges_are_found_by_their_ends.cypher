// A community has one node, an outbox record one place.
CREATE CONSTRAINT community_id IF NOT EXISTS FOR (community:Community) REQUIRE community.id IS UNIQUE;
CREATE CONSTRAINT outbox_event_id IF NOT EXISTS FOR (event:OutboxEvent) REQUIRE event.id IS UNIQUE;
// Edges that were made before edges knew their ends and their version. A request was asked for when it began.
MATCH (source:Profile)-[edge:FOLLOWS|BLOCKS]->(target:Profile)
WHERE edge.source IS NULL
CALL (source, edge, target) {
  SET edge.source = source.id, edge.target = target.id, edge.version = 0
} IN TRANSACTIONS OF 10000 ROWS;
MATCH (:Profile)-[request:FOLLOWS {state: 'REQUESTED'}]->(:Profile)
WHERE request.requestedAt IS NULL
SET request.requestedAt = request.since;
// Pages of lists begin in the middle of these, however many edges a profile or community has.
CREATE INDEX follows_by_followee IF NOT EXISTS FOR ()-[follows:FOLLOWS]-() ON (follows.target, follows.state, follows.since, follows.source);
CREATE INDEX follows_by_follower IF NOT EXISTS FOR ()-[follows:FOLLOWS]-() ON (follows.source, follows.state, follows.since, follows.target);
CREATE INDEX blocks_by_blocker IF NOT EXISTS FOR ()-[blocks:BLOCKS]-() ON (blocks.source, blocks.since, blocks.target);
CREATE INDEX mutes_by_muter IF NOT EXISTS FOR ()-[mutes:MUTES]-() ON (mutes.source, mutes.since, mutes.target);
CREATE INDEX connected_by_source IF NOT EXISTS FOR ()-[connected:CONNECTED]-() ON (connected.source, connected.since, connected.target);
CREATE INDEX connected_by_target IF NOT EXISTS FOR ()-[connected:CONNECTED]-() ON (connected.target, connected.since, connected.source);
CREATE INDEX members_by_community IF NOT EXISTS FOR ()-[member:MEMBER_OF]-() ON (member.target, member.since, member.source);
CREATE INDEX members_by_profile IF NOT EXISTS FOR ()-[member:MEMBER_OF]-() ON (member.source, member.since, member.target);
