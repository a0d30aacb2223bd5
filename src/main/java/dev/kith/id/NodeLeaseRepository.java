package dev.kith.id;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which instance holds which node number, and until when by Postgres's clock. Each call is a transaction of its own: a lease must outlive a
 * request that happened to ask for it and then failed.
 */
@Transactional(propagation = Propagation.REQUIRES_NEW)
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NodeLeaseRepository extends GenericRepository<NodeLeaseRepository.Row, Integer> {

    /** One leased number. */
    @MappedEntity("node_lease")
    record Row(@Id int node, UUID holder, Instant expiresAt) {}

    /** Prolongs a lease of the holder's; none when it has run out. */
    @Query("""
            UPDATE node_lease
            SET expires_at = now() + :seconds * interval '1 second'
            WHERE node = :node AND holder = :holder AND expires_at > now()
            RETURNING node
            """)
    @Nullable
    Integer renew(int node, UUID holder, long seconds);

    /** Takes the least number that is free; none when another instance took it meanwhile or all are held. */
    @Query("""
            INSERT INTO node_lease AS lease (node, holder, expires_at)
            SELECT free.node, :holder, now() + :seconds * interval '1 second'
            FROM generate_series(0, 1023) AS free (node)
            WHERE NOT EXISTS (SELECT FROM node_lease held WHERE held.node = free.node AND held.expires_at > now())
            ORDER BY free.node
            LIMIT 1
            ON CONFLICT (node) DO UPDATE
            SET holder = EXCLUDED.holder, expires_at = EXCLUDED.expires_at
            WHERE lease.expires_at <= now()
            RETURNING node
            """)
    @Nullable
    Integer take(UUID holder, long seconds);

    @Query("DELETE FROM node_lease WHERE holder = :holder")
    void release(UUID holder);
}
