package dev.kith.reconcile;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Postgres holds of profiles and communities, deleted ones included, as the graph must have it. Prints are made as {@code profiles_print.cypher} makes them. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface HoldingRepository extends GenericRepository<HoldingRepository.Row, Long> {

    /** What a node must say. */
    @MappedEntity("profile")
    record Row(
            @Id long id,
            int version,
            @MappedProperty("private") boolean isPrivate,
            boolean deleted) {}

    /** The print of so many rows, and the id of the last of them. */
    @Introspected
    record Print(long count, long one, long other, @Nullable Long last) {}

    /** Who the admin of a community is. */
    @Introspected
    record Admin(long id, long adminId) {}

    @Query("""
            SELECT count(*) AS count, coalesce(sum(one * one % 2147483647 * one % 2147483647), 0)::bigint AS one,
                coalesce(sum(other * other % 2147483629 * other % 2147483629), 0)::bigint AS other, max(id) AS last
            FROM (
                SELECT id, (id % 2147483647 + said) % 2147483647 AS one, (id % 2147483629 + said) % 2147483629 AS other
                FROM (
                    SELECT id, version::bigint * 1000003
                        + CASE WHEN deleted_at IS NOT NULL THEN 700001 WHEN private THEN 500009 ELSE 0 END AS said
                    FROM profile
                    WHERE id > :after AND id <= :to
                    ORDER BY id
                    LIMIT :most
                ) AS part
            ) AS mixed
            """)
    Print printOfProfiles(long after, long to, int most);

    @Query("""
            SELECT count(*) AS count, coalesce(sum(one * one % 2147483647 * one % 2147483647), 0)::bigint AS one,
                coalesce(sum(other * other % 2147483629 * other % 2147483629), 0)::bigint AS other, max(id) AS last
            FROM (
                SELECT id, (id % 2147483647 + said) % 2147483647 AS one, (id % 2147483629 + said) % 2147483629 AS other
                FROM (
                    SELECT id, version::bigint * 1000003 + CASE WHEN deleted_at IS NOT NULL THEN 700001 ELSE 0 END AS said
                    FROM community
                    WHERE id > :after AND id <= :to
                    ORDER BY id
                    LIMIT :most
                ) AS part
            ) AS mixed
            """)
    Print printOfCommunities(long after, long to, int most);

    @Query("""
            SELECT id, version, private AND deleted_at IS NULL AS private, deleted_at IS NOT NULL AS deleted
            FROM profile
            WHERE id > :after AND id <= :to
            ORDER BY id
            LIMIT :most
            """)
    List<Row> profiles(long after, long to, int most);

    @Query("""
            SELECT id, version, false AS private, deleted_at IS NOT NULL AS deleted
            FROM community
            WHERE id > :after AND id <= :to
            ORDER BY id
            LIMIT :most
            """)
    List<Row> communities(long after, long to, int most);

    @Query("""
            SELECT id, version, private AND deleted_at IS NULL AS private, deleted_at IS NOT NULL AS deleted
            FROM profile
            WHERE id = ANY (:ids)
            """)
    List<Row> profilesOf(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    @Query(
            "SELECT id, version, false AS private, deleted_at IS NOT NULL AS deleted FROM community WHERE id = ANY (:ids)")
    List<Row> communitiesOf(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    @Query("""
            SELECT id, admin_id
            FROM community
            WHERE id > :after AND id <= :to AND deleted_at IS NULL
            ORDER BY id
            LIMIT :most
            """)
    List<Admin> admins(long after, long to, int most);

    @Query("SELECT id, admin_id FROM community WHERE id = ANY (:ids) AND deleted_at IS NULL")
    List<Admin> adminsOf(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);
}
