package dev.kith.job;

import io.micronaut.context.annotation.Factory;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.jobrunr.jobs.filters.RetryFilter;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr's parts. They are made when the first job is asked for or carried out: an instance that does neither has none of them. */
@Factory
final class JobStorage {

    /** Its tables have a schema of their own, which it keeps up to date itself. */
    private static final String TABLES = "jobrunr.";

    private static final int RETRIES = 10;

    @Singleton
    JsonMapper mapper() {
        return new JacksonJsonMapper(false);
    }

    /** One instance at a time brings the tables up to date, and a lock that it finds then is nobody's. */
    @Singleton
    StorageProvider storage(
            DataSource source,
            DataSourceResolver resolver,
            JsonMapper mapper,
            JobSchemaRepository schema,
            TransactionOperations<Connection> transactions) {
        var storage = transactions.executeWrite(transaction -> {
            schema.lock();
            if (schema.exists()) {
                schema.forgetCrashed();
            }
            return new PostgresStorageProvider(resolver.resolve(source), TABLES, DatabaseOptions.CREATE);
        });
        storage.setJobMapper(new JobMapper(mapper));
        return storage;
    }

    @Singleton
    JobRequestScheduler scheduler(StorageProvider storage) {
        return new JobRequestScheduler(storage, List.of(new RetryFilter(RETRIES)));
    }
}
