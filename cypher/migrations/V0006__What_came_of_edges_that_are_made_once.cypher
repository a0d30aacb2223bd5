// What came of commands that must not be carried out twice is kept under their key, at most once.
CREATE CONSTRAINT edge_receipt_key IF NOT EXISTS FOR (receipt:EdgeReceipt) REQUIRE receipt.key IS UNIQUE;
