// Rings that follow each other
//
// Three profiles all of which follow both others, with all six follows made within a few minutes of each other, by profiles that follow few others: that is
// how accounts look that one hand made.
//
// severity  warning
// expect    rows = 0
// key       source, target, third
// ids       source, target, third
// limit     1000
// budget    60s
// cron      54 2 * * *
// fix       look at the profiles; what they should not have is taken back by DELETE of the relation
//
// $follows  INTEGER = 50  that each has at most
// $minutes  INTEGER = 10  between the first and the last of the six
// $hours    INTEGER = 48  how far back is looked
MATCH (source:Profile)
WHERE 2 <= COUNT { (source)-[:FOLLOWS]->() } <= $follows AND COUNT { (source)<-[:FOLLOWS]-() } >= 2
CALL (source) {
  MATCH (source)-[one:FOLLOWS]->(target:Profile)
  WHERE target.id > source.id AND one.since >= timestamp() - $hours * 3600000 AND COUNT { (target)-[:FOLLOWS]->() } <= $follows
  MATCH (target)-[two:FOLLOWS]->(source)
  MATCH (target)-[three:FOLLOWS]->(third:Profile)
  WHERE third.id > target.id AND COUNT { (third)-[:FOLLOWS]->() } <= $follows
  MATCH (third)-[four:FOLLOWS]->(target)
  MATCH (third)-[five:FOLLOWS]->(source)
  MATCH (source)-[six:FOLLOWS]->(third)
  UNWIND [one.since, two.since, three.since, four.since, five.since, six.since] AS since
  WITH target, third, min(since) AS first, max(since) AS last
  WHERE last - first <= $minutes * 60000
  RETURN target, third, first
  LIMIT 1001
}
RETURN source.id AS source, target.id AS target, third.id AS third, toString(datetime({epochMillis: first})) AS since
ORDER BY source, target, third
LIMIT 1001
