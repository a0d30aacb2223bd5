/** What `kith drill` lets fail under load, on a service and servers of its own, and what must hold afterwards. */
@NullMarked
package dev.kith.drill;

import org.jspecify.annotations.NullMarked;
