/** The messages by which one side learns that another has changed: what they say, who asks for them, and how they leave an outbox. */
@NullMarked
package dev.kith.events;

import org.jspecify.annotations.NullMarked;
