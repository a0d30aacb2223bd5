package dev.kith.role;

/** One of the things that an instance may do. Whatever it does, it sends on what it has written to its outboxes. */
public enum Role {
    /** Answers requests. */
    API,
    /** Brings one side in line with another when messages say so. */
    WORKER,
    /** Carries out what takes long or comes round by the clock. */
    JOBS
}
