// Forgets what came of commands, once it is known elsewhere.
//
// $prefix  that their keys begin with
// $most    how many at once
MATCH (receipt:EdgeReceipt)
WHERE receipt.key STARTS WITH $prefix
WITH receipt
LIMIT $most
DELETE receipt
RETURN count(*) AS forgotten
