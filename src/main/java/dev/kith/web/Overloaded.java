package dev.kith.web;

/** More is asked than can be done soon: whoever asked may ask again in a moment. */
public final class Overloaded extends RuntimeException {

    public Overloaded(String why) {
        super(why, null, false, false);
    }
}
