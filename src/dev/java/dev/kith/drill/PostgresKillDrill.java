package dev.kith.drill;

import dev.kith.dev.Testbed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether what was acknowledged is there, and counted, however often Postgres is killed. */
@Command(
        name = "postgres-kill",
        mixinStandardHelpOptions = true,
        description =
                "Kill Postgres again and again while fans like, star and comment two posts, and see what is left.")
final class PostgresKillDrill implements Callable<Integer> {
    private static final Duration TIME_TO_DELIVER = Duration.ofSeconds(30);

    /** How often counts turned out wrong when they were counted anew: mended, but wrong. */
    private static final Pattern DRIFTED =
            Pattern.compile("^kith_counts_drifted_total\\S* ([0-9.E]+)$", Pattern.MULTILINE);

    @Option(names = "--fans", description = "of the posts (default: ${DEFAULT-VALUE})")
    private int fans = 200;

    @Mixin
    private CallersOptions options = new CallersOptions();

    @Override
    public Integer call() throws Exception {
        options.require("--fans", fans, Math.max(options.callers(), 1));
        return options.run("Postgres", "all that was acknowledged is there, and the counts are right", this::run);
    }

    private List<String> run(Testbed testbed) throws IOException, InterruptedException {
        try (var api = new Api(testbed.service("kith", Map.of()).uri())) {
            var ledger = new FanLedger();
            var progress = new Progress();
            var profiles = api.profiles(fans + 1);
            var posts = List.of(post(api, profiles.getFirst()), post(api, profiles.getFirst()));
            var errands = new Fans(profiles.subList(1, fans + 1), posts, ledger, options.callers(), options.seed());
            options.killUnder(api, errands, testbed.stack().postgres(), progress);
            var findings = CallersOptions.surprises(progress);
            try (var stored = new StoredContent(testbed.stack())) {
                audit(api, posts, stored, ledger, findings);
            } catch (SQLException e) {
                throw new IOException(e);
            }
            return findings;
        }
    }

    private static long post(Api api, long author) throws IOException, InterruptedException {
        return api.create("/v1/posts", """
                {"authorId":"%d","verb":"POST","text":"What do you say?"}""".formatted(author));
    }

    /** The counts are looked at twice: as they were left, and after those of the first post were counted anew. */
    private void audit(Api api, List<Long> posts, StoredContent stored, FanLedger ledger, List<String> findings)
            throws IOException, InterruptedException, SQLException {
        var marks = stored.marks();
        var remarks = stored.remarks();
        findings.addAll(FanAudit.of(ledger).findings(marks, remarks));
        for (var post : posts) {
            compare("", Counted.of(post, marks, remarks.values()), Counted.in(api.get("/v1/posts/" + post)), findings);
        }
        var notes = undelivered(stored);
        if (notes > 0) {
            findings.add("%d notes of changes were not delivered within %s".formatted(notes, TIME_TO_DELIVER));
        }
        for (var post : posts) {
            var rows = Counted.of(post, marks, remarks.values());
            compare(", once all was told", rows, Counted.in(api.get("/v1/posts/" + post)), findings);
            options.say("Post %d: %s", post, rows);
        }
        var drifted = DRIFTED.matcher(api.get("/prometheus"));
        if (!drifted.find() || Double.parseDouble(drifted.group(1)) > 0) {
            findings.add("counts were found wrong and mended meanwhile, or nobody knows whether they were");
        }
        options.say(
                "In Postgres are %,d marks and %,d remarks; %,d remarks were acknowledged",
                marks.size(), remarks.size(), ledger.promised().size());
    }

    private static void compare(String when, Counted rows, Counted shown, List<String> findings) {
        if (!shown.equals(rows)) {
            findings.add("shown are %s of %s%s".formatted(shown, rows, when));
        }
    }

    private static long undelivered(StoredContent stored) throws SQLException, InterruptedException {
        var end = System.nanoTime() + TIME_TO_DELIVER.toNanos();
        while (stored.notes() > 0 && System.nanoTime() < end) {
            Thread.sleep(250);
        }
        return stored.notes();
    }
}
