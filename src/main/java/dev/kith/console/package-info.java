/** The pages on which operators see how the service is, and mend what can be mended. */
@NullMarked
package dev.kith.console;

import org.jspecify.annotations.NullMarked;
