// Takes keys for the transaction that asks, and tells what came of those that were done before. Whoever asks for the same waits for the end of this
// transaction.
//
// $keys  in ascending order
UNWIND $keys AS key
MERGE (receipt:EdgeReceipt {key: key})
RETURN key, receipt.outcomes AS outcomes
