package dev.kith.cli;

import org.jspecify.annotations.Nullable;

/** Why a command cannot do what was asked, in words for whoever typed it. */
final class Refusal extends RuntimeException {
    Refusal(@Nullable String message) {
        super(message);
    }
}
