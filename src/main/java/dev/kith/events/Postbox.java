package dev.kith.events;

import java.util.Collection;
import java.util.Set;

/** Where messages are handed in. */
@FunctionalInterface
public interface Postbox {

    /**
     * Sends messages, in no order.
     *
     * @return those that are on their way for certain
     * @throws dev.kith.web.StoreDownException when none of them could be sent
     */
    Set<ClaimCheck> post(Collection<ClaimCheck> checks);
}
