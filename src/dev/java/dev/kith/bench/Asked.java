package dev.kith.bench;

import java.net.URI;
import java.nio.file.Path;

/** Who is asked, and for what. */
sealed interface Asked {

    /** A service, over HTTP. */
    record Service(URI uri, Request.Source requests) implements Asked {}

    /** Postgres itself, by a script of pgbench's. */
    record Postgres(Pgbench pgbench, Path script) implements Asked {}
}
