package dev.kith.job;

import org.jobrunr.jobs.lambdas.JobRequest;

/** A job that comes round by the clock. Wherever jobs are carried out, each bean of this type is seen to be known; one of the instances does it each time. */
public interface RecurrentJob {

    /** Names it for good, so that a new schedule takes the place of the former. */
    String id();

    /** When, in the five fields of cron, in UTC. */
    String cron();

    JobRequest request();
}
