package dev.kith.health;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether Postgres answers. */
@Singleton
final class PostgresHealth implements Dependency {

    private static final int SECONDS = 2;

    private final DataSource source;

    PostgresHealth(DataSource source, DataSourceResolver resolver) {
        this.source = resolver.resolve(source);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void check() throws SQLException {
        try (var connection = source.getConnection()) {
            if (!connection.isValid(SECONDS)) {
                throw new SQLException("the connection is not valid");
            }
        }
    }
}
