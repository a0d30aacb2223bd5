/** Notifications: what others did to what is one's own, grouped, counted and streamed. */
@NullMarked
package dev.kith.notification;

import org.jspecify.annotations.NullMarked;
