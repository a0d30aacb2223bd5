package dev.kith.events;

import java.util.List;

/** Is told of messages. It stands between them and those who speak of rows or edges. */
public interface Subscriber {

    /** Whether somebody behind it asks for messages of this type. */
    boolean takes(String type);

    /**
     * Brings the side of whoever asks in line. May be told the same again, in another order, and at the same time elsewhere.
     *
     * @param checks all of this type
     * @throws Poison when one of them will never do
     */
    void handle(String type, List<ClaimCheck> checks);
}
