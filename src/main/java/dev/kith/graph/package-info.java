/** The one home of edges: Neo4j, its statements and what may be asked of it. */
@NullMarked
package dev.kith.graph;

import org.jspecify.annotations.NullMarked;
