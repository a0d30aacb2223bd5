package dev.kith.community;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The community table. Deleted communities are given out by {@link #tombstones} only. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommunityRepository extends GenericRepository<CommunityRow, Long> {

    /** What is left of a deleted community. */
    @Introspected
    record Tombstone(long id, int version) {}

    /** Makes communities; answers their ids, less any that is taken. */
    @Query("""
            INSERT INTO community (id, admin_id, name, description, private, visible, rules)
            SELECT id, admin_id, name, description, private, visible, rules
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row (
                id bigint, admin_id bigint, name text, description text, private boolean, visible boolean, rules text)
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """)
    List<Long> insert(String rows);

    @Query("SELECT * FROM community WHERE id = :id AND deleted_at IS NULL")
    Optional<CommunityRow> find(long id);

    /** Reads the row and keeps it from being changed until the transaction ends. */
    @Query("SELECT * FROM community WHERE id = :id AND deleted_at IS NULL FOR UPDATE")
    Optional<CommunityRow> findForUpdate(long id);

    /** The same, but others may hold it so too. */
    @Query("SELECT * FROM community WHERE id = :id AND deleted_at IS NULL FOR SHARE")
    Optional<CommunityRow> hold(long id);

    @Query("SELECT * FROM community WHERE id = ANY (:ids) AND deleted_at IS NULL")
    List<CommunityRow> findAll(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** The newest communities that are older than {@code before}. */
    @Query("SELECT * FROM community WHERE id < :before AND deleted_at IS NULL ORDER BY id DESC LIMIT :most")
    List<CommunityRow> newest(long before, int most);

    @Query("SELECT id FROM community WHERE admin_id = :admin AND deleted_at IS NULL")
    List<Long> ofAdmin(long admin);

    @Query("""
            UPDATE community
            SET version = version + 1, admin_id = :admin, name = :name, description = :description, private = :isPrivate,
                visible = :visible, rules = :rules
            WHERE id = :id
            """)
    void update(
            long id,
            long admin,
            String name,
            @Nullable String description,
            boolean isPrivate,
            boolean visible,
            @Nullable String rules);

    /** Hides the community and forgets what it said of itself. */
    @Query("""
            UPDATE community
            SET version = version + 1, deleted_at = now(), name = NULL, description = NULL, rules = NULL
            WHERE id = :id
            """)
    void delete(long id);

    /** Which of these are deleted, with their last version. */
    @Query("SELECT id, version FROM community WHERE id = ANY (:ids) AND deleted_at IS NOT NULL")
    List<Tombstone> tombstones(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Brings the version of a row, deleted or not, past one that the graph has of it. */
    @Query("UPDATE community SET version = :version + 1 WHERE id = :id AND version < :version")
    int raise(long id, long version);
}
