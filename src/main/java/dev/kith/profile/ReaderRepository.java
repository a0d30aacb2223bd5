package dev.kith.profile;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Which profiles read, and when they did last, to about an hour. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReaderRepository extends GenericRepository<ReaderRepository.Row, Long> {

    /** One that reads. */
    @MappedEntity("profile_reader")
    record Row(@Id long profileId, Instant readAt) {}

    @Query("""
            INSERT INTO profile_reader (profile_id, read_at)
            SELECT reader, now()
            FROM unnest(:readers) AS reader
            ORDER BY reader
            ON CONFLICT (profile_id) DO UPDATE SET read_at = excluded.read_at
            """)
    int note(@TypeDef(type = DataType.LONG_ARRAY) Long[] readers);

    @Query("""
            SELECT profile_id
            FROM profile_reader
            WHERE profile_id > :after AND read_at > :since
            ORDER BY profile_id
            LIMIT :most
            """)
    List<Long> page(Instant since, long after, int most);

    @Query("SELECT CAST(count(*) AS integer) FROM profile_reader WHERE read_at > :since")
    int count(Instant since);

    @Query("DELETE FROM profile_reader WHERE profile_id = :reader")
    int erase(long reader);
}
