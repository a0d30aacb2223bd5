// Communities without an admin
//
// Communities that are not deleted and have no member. Who the admin is stands in Postgres; but an admin is a member, and so a community without any has
// none either.
//
// severity  error
// expect    rows = 0
// key       community
// ids       community
// limit     1000
// budget    30s
// cron      20 2 * * *
// fix       ./kith reconcile --place memberships --repair, or DELETE /v1/communities/{community}
MATCH (community:Community)
WHERE NOT coalesce(community.deleted, false) AND NOT EXISTS { (community)<-[:MEMBER_OF]-() }
RETURN community.id AS community
ORDER BY community
LIMIT 1001
