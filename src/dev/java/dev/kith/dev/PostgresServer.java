package dev.kith.dev;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** Postgres from its ordinary binaries, as durable as in production. */
final class PostgresServer extends Server {
    private static final String USER = "kith";
    private static final String DATABASE = "kith";

    private final DataFolder data;
    private final String password;
    private final Path programs;
    private final Path store;
    private final Path log;

    PostgresServer(Site site) {
        super("Postgres", site);
        data = site.data();
        password = site.secret();
        programs = data.programs();
        store = data.path().resolve("postgres");
        log = data.log("postgres");
    }

    @Override
    public String address() {
        return url(DATABASE);
    }

    @Override
    Map<String, Object> properties() {
        return Map.of(
                "datasources.default.url", address(),
                "datasources.default.username", USER,
                "datasources.default.password", password);
    }

    @Override
    void prepare() throws IOException {
        Archive.unpack(
                () -> DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), System.getProperty("os.arch")),
                programs,
                "postgres");
        if (!Files.exists(store)) {
            makeStore();
        }
        removeForeignPid();
    }

    /** Made beside its place and moved there when whole: a start cut short leaves no half of a store behind. */
    private void makeStore() throws IOException {
        var whole = data.path().resolve("postgres.new");
        DataFolder.delete(whole);
        var passwordFile = Files.createTempFile(data.path(), "password", null);
        try {
            Files.writeString(passwordFile, password);
            var initdb = new ProcessBuilder(asOrdinaryUser(
                            "initdb",
                            "--pgdata=" + whole,
                            "--username=" + USER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--no-sync",
                            "--no-instructions"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (initdb.onExit().join().exitValue() != 0) {
                throw new IOException("initdb failed");
            }
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(whole, store, StandardCopyOption.ATOMIC_MOVE);
    }

    /** After the machine came back, the id that a killed Postgres left may be another program's; it would wait for that. */
    private void removeForeignPid() throws IOException {
        var file = store.resolve("postmaster.pid");
        if (Files.exists(file)) {
            var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            var program =
                    ProcessHandle.of(pid).flatMap(process -> process.info().command());
            if (program.filter(command -> !command.endsWith("/postgres")).isPresent()) {
                Files.delete(file);
            }
        }
    }

    @Override
    List<String> command() throws IOException {
        var settings = Map.of(
                "listen_addresses", "127.0.0.1",
                "port", Integer.toString(port()),
                "unix_socket_directories", "",
                "max_connections", "300",
                "shared_buffers", "256MB",
                "fsync", "on",
                "synchronous_commit", "on",
                "timezone", "UTC",
                "log_timezone", "UTC");
        var command = new ArrayList<>(asOrdinaryUser("postgres", "-D", store.toString()));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + '=' + value)));
        return command;
    }

    @Override
    void ask() throws SQLException {
        connect().close();
    }

    @Override
    void furnish() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(DATABASE))) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private Connection connect() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(url("postgres"));
        source.setConnectTimeout(2);
        source.setSocketTimeout(10);
        return source.getConnection(USER, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + '/' + database;
    }

    /** Ends the sessions, rather than wait for each client to leave. */
    @Override
    String signalToStop() {
        return "INT";
    }

    /** Makes it end its sessions too; killed outright, it would leave them to notice by themselves. */
    @Override
    String signalToEnd() {
        return "QUIT";
    }

    private static String system() {
        return System.getProperty("os.name").replace("Mac OS X", "Darwin");
    }

    private List<String> asOrdinaryUser(String program, String... arguments) throws IOException {
        var command = new ArrayList<>(disguise());
        command.add(programs.resolve("postgres/bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Postgres refuses to run as root. In a user namespace of its own it does not see that it is; where those are
     * forbidden, as in many containers, it becomes the user nobody, but one that may walk through root's folders.
     */
    private static List<String> disguise() throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        var namespace = List.of("unshare", "-U");
        var trial = new ProcessBuilder("unshare", "-U", "true").start().onExit().join();
        return trial.exitValue() == 0
                ? namespace
                : List.of(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "--securebits=+no_setuid_fixup",
                        "--inh-caps=+dac_override",
                        "--ambient-caps=+dac_override");
    }
}
