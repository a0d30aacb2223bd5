package dev.kith.dev;

/**
 * Where a server is set up.
 *
 * @param secret what the servers ask of whoever connects
 */
record Site(DataFolder data, Watchdog watchdog, String secret) {}
