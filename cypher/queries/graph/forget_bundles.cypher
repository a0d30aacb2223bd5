// Forgets bundles that nobody will ask for any more: everybody has learned, or the message that leads there is gone.
//
// $before  the lowest id that is not old
// $most    how many at once
MATCH (bundle:EdgeBundle)
WHERE bundle.id < $before
WITH bundle
LIMIT $most
DELETE bundle
RETURN count(*) AS forgotten
