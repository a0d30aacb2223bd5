package dev.kith.drill;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How often something was liked, and so on. */
record Counted(long likes, long unlikes, long stars, long comments) {
    private static final Pattern COUNT = Pattern.compile("\"(likes|unlikes|stars|comments)\":(\\d+)");

    /** As a post shows it. */
    static Counted in(String post) {
        var counts = COUNT.matcher(post)
                .results()
                .collect(Collectors.toMap(count -> count.group(1), count -> Long.parseLong(count.group(2))));
        return new Counted(
                counts.getOrDefault("likes", -1L),
                counts.getOrDefault("unlikes", -1L),
                counts.getOrDefault("stars", -1L),
                counts.getOrDefault("comments", -1L));
    }

    /** What of these is about a post. */
    static Counted of(long post, Map<Mark, Boolean> marks, Collection<Remark> remarks) {
        return new Counted(
                count(post, Mark.Kind.LIKE, true, marks),
                count(post, Mark.Kind.LIKE, false, marks),
                count(post, Mark.Kind.STAR, true, marks),
                remarks.stream().filter(remark -> remark.post() == post).count());
    }

    private static long count(long post, Mark.Kind kind, boolean given, Map<Mark, Boolean> marks) {
        return marks.entrySet().stream()
                .filter(mark ->
                        mark.getKey().post() == post && mark.getKey().kind() == kind && mark.getValue() == given)
                .count();
    }
}
