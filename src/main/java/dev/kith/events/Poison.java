package dev.kith.events;

/** A message that will never do: it can't be read, or says what can't be. Trying it again is no use. */
public final class Poison extends RuntimeException {

    /**
     * One that is known for what it is.
     *
     * @param reason for whoever looks at the dead letter
     */
    public Poison(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
