package dev.kith.media;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The media table. Whoever deletes rows notes in the same transaction which objects are left, with {@link LeftoverRepository}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MediaRepository extends GenericRepository<MediaRow, Long> {

    @Query("""
            INSERT INTO media (
                id, owner_id, type, state, content_type, size_bytes, sha256, rendering, upload_key, expires_at)
            VALUES (
                :id, :owner, :type, 'PENDING', :contentType, :sizeBytes, :sha256, CAST(:rendering AS jsonb), :uploadKey,
                now() + :seconds * interval '1 second')
            """)
    void insert(
            long id,
            long owner,
            String type,
            String contentType,
            long sizeBytes,
            @Nullable String sha256,
            String rendering,
            String uploadKey,
            long seconds);

    @Query("SELECT * FROM media WHERE id = :id")
    Optional<MediaRow> find(long id);

    @Query("SELECT * FROM media WHERE id = ANY (:ids) AND state = 'READY'")
    List<MediaRow> findReady(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Reads rows and keeps them as they are until the transaction ends. */
    @Query("SELECT * FROM media WHERE id = ANY (:ids) ORDER BY id FOR UPDATE")
    List<MediaRow> findForUpdate(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    @Query("SELECT * FROM media WHERE item_id = ANY (:items) ORDER BY id FOR UPDATE")
    List<MediaRow> findOfItemsForUpdate(@TypeDef(type = DataType.LONG_ARRAY) Long[] items);

    @Query("SELECT * FROM media WHERE owner_id = :owner ORDER BY id LIMIT :most FOR UPDATE")
    List<MediaRow> findOfOwnerForUpdate(long owner, int most);

    /** Locks those that belong to nothing for too long, and that no other instance works on. */
    @Query("""
            SELECT *
            FROM media
            WHERE expires_at <= now()
            ORDER BY expires_at
            LIMIT :most
            FOR UPDATE SKIP LOCKED
            """)
    List<MediaRow> lockExpired(int most);

    @Query("DELETE FROM media WHERE id = ANY (:ids)")
    void delete(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Which of these still wait for their upload to be completed. */
    @Query("SELECT id FROM media WHERE id = ANY (:ids) AND state = 'PENDING'")
    List<Long> pendingAmong(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids);

    /** Answers how many rows that made ready: none when it was not awaited any more. */
    @Query("""
            UPDATE media
            SET state = 'READY', object_key = :objectKey, width = :width, height = :height,
                thumbnails_due_at = CASE WHEN type = 'IMAGE' THEN now() END,
                expires_at = now() + :seconds * interval '1 second'
            WHERE id = :id AND state = 'PENDING'
            """)
    int makeReady(long id, String objectKey, int width, int height, long seconds);

    /** Answers how many rows that rejected: none when it was not awaited any more. */
    @Query("""
            UPDATE media
            SET state = 'REJECTED', rejection = :rejection, expires_at = now() + :seconds * interval '1 second'
            WHERE id = :id AND state = 'PENDING'
            """)
    int reject(long id, String rejection, long seconds);

    @Query("UPDATE media SET item_id = :item, expires_at = NULL WHERE id = ANY (:ids)")
    void attach(@TypeDef(type = DataType.LONG_ARRAY) Long[] ids, long item);

    /** Locks the one that waits longest for its thumbnails, of those that no instance works on. */
    @Query("""
            SELECT *
            FROM media
            WHERE thumbnails_due_at <= now()
            ORDER BY thumbnails_due_at
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
    Optional<MediaRow> lockWithoutThumbnails();

    /** Leaves the thumbnails to whoever asked for the row; should they not come, it is due again after so many seconds. */
    @Query("""
            UPDATE media
            SET thumbnails_due_at = now() + :seconds * interval '1 second', thumbnail_attempts = thumbnail_attempts + 1
            WHERE id = :id
            """)
    void claimThumbnails(long id, long seconds);

    /** Gives a claim back that could not be followed: that was no attempt. */
    @Query("""
            UPDATE media
            SET thumbnails_due_at = now() + :seconds * interval '1 second', thumbnail_attempts = thumbnail_attempts - 1
            WHERE id = :id AND thumbnails_due_at IS NOT NULL
            """)
    void postponeThumbnails(long id, long seconds);

    /** Answers how many rows got them: none when there is no such medium any more, or it has them from another instance. */
    @Query("""
            UPDATE media
            SET thumbnails = CAST(:thumbnails AS jsonb), thumbnails_due_at = NULL
            WHERE id = :id AND thumbnails_due_at IS NOT NULL
            """)
    int setThumbnails(long id, String thumbnails);
}
