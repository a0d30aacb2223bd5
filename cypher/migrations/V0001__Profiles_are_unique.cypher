// A profile has one node: what MERGE and all look-ups by id rest on.
CREATE CONSTRAINT profile_id IF NOT EXISTS FOR (profile:Profile) REQUIRE profile.id IS UNIQUE;
