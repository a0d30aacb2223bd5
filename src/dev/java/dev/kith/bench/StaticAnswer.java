package dev.kith.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.SplittableRandom;

/** Lets a service answer what lies in its memory. */
final class StaticAnswer {
    private StaticAnswer() {}

    /** Makes the page of middling size, of so many, the static answer; returns its size. */
    static int set(URI service, Request.Source pages, int seen) throws IOException {
        var random = new SplittableRandom(BenchOptions.SEED);
        var answers = new ArrayList<byte[]>();
        try (var connection = new Connection(service)) {
            for (int i = 0; i < seen; i++) {
                answers.add(connection.send(pages.next(random)));
            }
            answers.sort(Comparator.comparingInt(page -> page.length));
            var page = answers.get(seen / 2);
            connection.send(new Request("PUT", StaticAnswerController.PATH, 200), page);
            return page.length;
        }
    }
}
