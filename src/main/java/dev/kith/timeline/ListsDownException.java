package dev.kith.timeline;

import dev.kith.web.StoreDownException;

/** The lists can't be reached. Who reads asks the stores, which still tell what is in them; who delivers waits. */
final class ListsDownException extends RuntimeException {

    ListsDownException(Throwable cause) {
        super(
                "the lists of timelines can't be reached: " + cause.getMessage(),
                new StoreDownException("redis", String.valueOf(cause.getMessage()), cause));
    }
}
