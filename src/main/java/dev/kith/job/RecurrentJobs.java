package dev.kith.job;

import java.util.List;

/** {@link RecurrentJob}s of which there are as many as a feature has something that comes round. */
public interface RecurrentJobs {

    List<? extends RecurrentJob> all();
}
