// Keeps what came of commands, in the transaction that carried them out.
//
// $rows  {key, outcomes} each, of keys that it has taken
UNWIND $rows AS row
MATCH (receipt:EdgeReceipt {key: row.key})
SET receipt.outcomes = row.outcomes
RETURN count(*) AS kept
