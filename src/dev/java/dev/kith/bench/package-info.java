/** What `kith bench` measures, on a service and servers of its own. */
@NullMarked
package dev.kith.bench;

import org.jspecify.annotations.NullMarked;
