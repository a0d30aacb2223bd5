/** The contract of the connections module, another service that this one replaces: users are profiles, and connections those of the graph. */
@NullMarked
package dev.kith.connections;

import org.jspecify.annotations.NullMarked;
