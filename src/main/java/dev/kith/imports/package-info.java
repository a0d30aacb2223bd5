/** The lane by which another system's data moves in. */
@NullMarked
package dev.kith.imports;

import org.jspecify.annotations.NullMarked;
