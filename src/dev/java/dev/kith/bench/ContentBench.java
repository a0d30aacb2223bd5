package dev.kith.bench;

import dev.kith.dev.Testbed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Measures what posts cost beside what Postgres does for them: the same statements run by its own load generator, on the same server. */
@Command(
        name = "content",
        mixinStandardHelpOptions = true,
        description = {
            "Measure pages of posts and comments, new posts and likes, on servers started for it,",
            "against the same statements run by pgbench."
        })
final class ContentBench extends Benchmark {
    @Override
    Report measure() throws IOException, InterruptedException {
        var program = Pgbench.program();
        options().progress().println("Starting Kith on empty servers ...");
        try (var testbed = Testbed.start("bench-content")) {
            var service = testbed.service("kith", Map.of()).uri();
            var content = new Content(options().profiles());
            var store = new ContentStore(testbed.stack());
            options().progress().printf("Loading %s ...%n", content);
            store.load(content);
            store.awaitDelivery();
            options().sayWhatIsMeasured();
            var folder = Files.createTempDirectory("bench-content");
            try {
                var pgbench = Pgbench.against(testbed.stack(), program);
                return report(new Contests(service, pgbench, folder, options().callers()), content, store);
            } finally {
                Pgbench.delete(folder);
            }
        }
    }

    private Report report(Contests contests, Content content, ContentStore store)
            throws IOException, InterruptedException {
        var scripts = new ContentScripts(content);
        var reads = contests.reads(scripts);
        var writes = contests.writes(content, scripts);
        var rows = new ArrayList<>(options().comparison(Duration.ZERO).of(Contest.subjects(reads)));
        rows.addAll(options().comparison(store::awaitDelivery).of(Contest.subjects(writes)));
        return new Report(
                rows,
                Stream.concat(reads.stream(), writes.stream())
                        .map(contest -> contest.ratio(rows))
                        .toList());
    }

    /** @param folder for the scripts */
    private record Contests(URI service, Pgbench pgbench, Path folder, int callers) {
        List<Contest> reads(ContentScripts scripts) throws IOException {
            return List.of(
                    read("post", "post", Content.postPages(), scripts.postPage()),
                    read("comments", "comments of a post, page of 20", Content.commentPages(), scripts.commentPage()));
        }

        List<Contest> writes(Content content, ContentScripts scripts) throws IOException {
            return List.of(
                    write("posts", "new posts", "posts/s", content.newPosts(), scripts.newPost()),
                    write("likes.one", "likes of one post", "likes/s", content.likesOfOne(), scripts.likeOfOne()),
                    write("likes.many", "likes of many posts", "likes/s", content.likesOfMany(), scripts.likeOfMany()));
        }

        private Contest read(String name, String title, Request.Source requests, Script script) throws IOException {
            return against(Subject.read(service, name, title, requests, callers), script);
        }

        private Contest write(String name, String title, String unit, Request.Source requests, Script script)
                throws IOException {
            return against(Subject.write(service, name, title, unit, requests, callers), script);
        }

        private Contest against(Subject subject, Script script) throws IOException {
            var alone = new Asked.Postgres(pgbench, script.write(folder, subject.name()));
            return new Contest(subject, subject.askedOf(alone, "pgbench", "its SQL by pgbench"), null);
        }
    }
}
