/** Whether the graph is right: audits, what they found, and questions that an operator asks of it. */
@NullMarked
package dev.kith.audit;

import org.jspecify.annotations.NullMarked;
