// Members of a deleted community
//
// Memberships in a community that is deleted. Deleting hides it at once; its memberships go with it.
//
// severity  error
// expect    rows = 0
// key       community, profile
// ids       community, profile
// limit     1000
// budget    30s
// cron      18 2 * * *
// fix       ./kith reconcile --place communities --repair
MATCH (community:Community {deleted: true})<-[edge:MEMBER_OF]-(profile:Profile)
RETURN community.id AS community, profile.id AS profile
ORDER BY community, profile
LIMIT 1001
