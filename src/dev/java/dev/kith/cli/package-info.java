/** The commands of `kith` that run the service or talk to a running one. */
@NullMarked
package dev.kith.cli;

import org.jspecify.annotations.NullMarked;
