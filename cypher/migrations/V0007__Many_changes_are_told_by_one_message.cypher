// Many changes of edges that were made together are told by one message, which leads to where they are listed.
CREATE CONSTRAINT edge_bundle_id IF NOT EXISTS FOR (bundle:EdgeBundle) REQUIRE bundle.id IS UNIQUE;
