package dev.kith.idempotency;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** The first answers to creating requests, for 24 hours. Everything but the sweep runs inside the request's own transaction. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdempotencyRepository extends GenericRepository<IdempotencyRepository.Row, String> {

    /** One kept answer, as a row. */
    @MappedEntity("idempotency_key")
    record Row(@Id String key, String route) {}

    /**
     * The first answer.
     *
     * @param fingerprint SHA-256 of the payload, in hex
     * @param headers a JSON object
     * @param body JSON
     */
    @Introspected
    record Answer(String fingerprint, int status, String headers, String body) {}

    /** Takes the lock of this key until the transaction ends; false when another request holds it. */
    @Query("SELECT pg_try_advisory_xact_lock(hashtextextended(:route || ' ' || :key, 0))")
    boolean lock(String route, String key);

    @Query("""
            SELECT fingerprint, status, headers, body
            FROM idempotency_key
            WHERE route = :route AND key = :key AND created_at > now() - interval '24 hours'
            """)
    Optional<Answer> find(String route, String key);

    /** Keeps the answer; one older than a day, still waiting for the sweep, gives way. */
    @Query("""
            INSERT INTO idempotency_key (route, key, fingerprint, status, headers, body)
            VALUES (:route, :key, :fingerprint, :status, :headers, :body)
            ON CONFLICT (route, key) DO UPDATE
            SET fingerprint = EXCLUDED.fingerprint, status = EXCLUDED.status, headers = EXCLUDED.headers,
                body = EXCLUDED.body, created_at = now()
            """)
    void save(String route, String key, String fingerprint, int status, String headers, String body);

    /** Forgets what is older than a day, up to so many at a time; answers how many that were. */
    @Query("""
            DELETE FROM idempotency_key
            WHERE (route, key) IN (
                SELECT route, key FROM idempotency_key WHERE created_at <= now() - interval '24 hours' LIMIT :most)
            """)
    int sweep(int most);
}
