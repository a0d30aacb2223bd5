// Of each file that is being brought in there is one node, which says how many of its lines are in.
CREATE CONSTRAINT graph_import_fingerprint IF NOT EXISTS FOR (import:GraphImport) REQUIRE import.fingerprint IS UNIQUE;
