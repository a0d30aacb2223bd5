package dev.kith.batch;

import dev.kith.graph.SocialGraph.Pair;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pairs of batches, and what came of them by slices of {@value #SLICE}. Pair n is letter n % {@value #SLICE} of slice n / {@value #SLICE}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BatchItemRepository extends GenericRepository<BatchItemRepository.Slice, Long> {

    /** As many pairs as a slice has. */
    int SLICE = 200;

    /**
     * What came of some pairs.
     *
     * @param turn how often that was written
     * @param outcomes a letter each
     */
    @MappedEntity("batch_slice")
    record Slice(@Id long batchId, int number, int turn, String outcomes) {}

    /** One pair. */
    @Introspected
    record Item(int number, long sourceId, long targetId, String letter) {}

    /** The pairs of a slice. */
    @Introspected
    record Pairs(
            int number,
            @TypeDef(type = DataType.LONG_ARRAY) List<Long> sources,
            @TypeDef(type = DataType.LONG_ARRAY) List<Long> targets) {

        int size() {
            return sources.size();
        }

        Pair pair(int place) {
            return new Pair(sources.get(place), targets.get(place));
        }
    }

    /** How many pairs have a letter. */
    @Introspected
    record Count(String letter, int count) {}

    /** Adds those of the pairs that it has not yet, in their order; answers how many. OFFSET has each looked up by itself, not all that are there read for some more. */
    @Query("""
            INSERT INTO batch_item (batch_id, number, source_id, target_id)
            SELECT :batch, :from + row_number() OVER (ORDER BY place) - 1, source, target
            FROM unnest(:sources, :targets) WITH ORDINALITY AS pair (source, target, place)
            WHERE NOT EXISTS (
                SELECT FROM batch_item WHERE batch_id = :batch AND source_id = source AND target_id = target OFFSET 0)
            """)
    int add(
            long batch,
            int from,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] sources,
            @TypeDef(type = DataType.LONG_ARRAY) Long[] targets);

    @Query("""
            INSERT INTO batch_slice (batch_id, number, outcomes)
            SELECT :batch, number, repeat('.', least(200, :total - 200 * number))
            FROM generate_series(0, (:total - 1) / 200) AS slice (number)
            """)
    int slice(long batch, int total);

    /** Locks slices of a running batch of which something is to be done, and that nobody else works on. */
    @Query("""
            SELECT *
            FROM batch_slice
            WHERE batch_id = :batch AND strpos(outcomes, '.') > 0
                AND EXISTS (SELECT FROM batch WHERE id = :batch AND state = 'RUNNING')
            ORDER BY number
            LIMIT :most
            FOR UPDATE OF batch_slice SKIP LOCKED
            """)
    List<Slice> claim(long batch, int most);

    /** Waits for those who work on slices. */
    @Query("SELECT * FROM batch_slice WHERE batch_id = :batch AND strpos(outcomes, '.') > 0 ORDER BY number FOR UPDATE")
    List<Slice> await(long batch);

    /** The pairs of slices, in their order. */
    @Query("""
            SELECT slice.number, item.sources, item.targets
            FROM unnest(:slices) AS slice (number)
            CROSS JOIN LATERAL (
                SELECT array_agg(source_id ORDER BY number) AS sources, array_agg(target_id ORDER BY number) AS targets
                FROM batch_item
                WHERE batch_id = :batch AND number BETWEEN 200 * slice.number AND 200 * slice.number + 199
            ) AS item
            """)
    List<Pairs> ofSlices(long batch, @TypeDef(type = DataType.INTEGER_ARRAY) Integer[] slices);

    /** Writes what came of slices that the caller has locked. The names of parameters are others than those of columns, whose types they would take. */
    @Query("""
            UPDATE batch_slice
            SET outcomes = done.letters, turn = turn + 1
            FROM unnest(:numbers, :letters) AS done (number, letters)
            WHERE batch_id = :batch AND batch_slice.number = done.number
            """)
    int write(
            long batch,
            @TypeDef(type = DataType.INTEGER_ARRAY) Integer[] numbers,
            @TypeDef(type = DataType.STRING_ARRAY) String[] letters);

    /** Turns one outcome into another, wherever it stands; answers in how many slices. */
    @Query("""
            UPDATE batch_slice
            SET outcomes = replace(outcomes, :one, :other), turn = turn + 1
            WHERE batch_id = :batch AND strpos(outcomes, :one) > 0
            """)
    int turn(long batch, String one, String other);

    @Query("""
            SELECT letter, length(outcomes) - length(replace(outcomes, letter, '')) AS count
            FROM (SELECT string_agg(outcomes, '') AS outcomes FROM batch_slice WHERE batch_id = :batch) AS every
            CROSS JOIN unnest(:letters) AS asked (letter)
            WHERE outcomes IS NOT NULL
            """)
    List<Count> counts(long batch, @TypeDef(type = DataType.STRING_ARRAY) String[] letters);

    /**
     * Pairs after one, in their order: all, or those of an outcome. ORDER BY and OFFSET have those of each slice looked up by their numbers, also while Postgres does not
     * know yet how many the batch has.
     */
    @Query("""
            SELECT item.number, item.source_id, item.target_id, item.letter
            FROM batch_slice AS slice
            CROSS JOIN LATERAL (
                SELECT number, source_id, target_id, substr(slice.outcomes, number - 200 * slice.number + 1, 1) AS letter
                FROM batch_item
                WHERE batch_id = :batch AND number BETWEEN greatest(200 * slice.number, :after + 1) AND 200 * slice.number + 199
                ORDER BY number OFFSET 0
            ) AS item
            WHERE slice.batch_id = :batch AND slice.number >= (:after + 1) / 200
                AND (CAST(:letter AS text) IS NULL OR (strpos(slice.outcomes, :letter) > 0 AND item.letter = :letter))
            ORDER BY slice.number, item.number
            LIMIT :most
            """)
    List<Item> page(long batch, int after, @Nullable String letter, int most);

    /** Removes up to so many pairs; answers how many. */
    @Query("""
            DELETE FROM batch_item
            WHERE batch_id = :batch
                AND number IN (SELECT number FROM batch_item WHERE batch_id = :batch ORDER BY number LIMIT :most)
            """)
    int remove(long batch, int most);
}
