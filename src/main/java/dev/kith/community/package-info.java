/** Communities: a row in Postgres, a node and memberships in the graph. */
@NullMarked
package dev.kith.community;

import org.jspecify.annotations.NullMarked;
