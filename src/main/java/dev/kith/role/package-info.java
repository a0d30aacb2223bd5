/** What an instance of the service does. */
@NullMarked
package dev.kith.role;

import org.jspecify.annotations.NullMarked;
