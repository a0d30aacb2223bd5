/** The embedded stack: real Postgres, Neo4j, Redis, SQS and S3 servers as child processes, for `kith up` and the tests. */
@NullMarked
package dev.kith.dev;

import org.jspecify.annotations.NullMarked;
