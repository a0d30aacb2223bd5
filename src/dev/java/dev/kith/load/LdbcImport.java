package dev.kith.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads a network of the LDBC Social Network Benchmark: person n is user n with the profile {@code p<n>}, friends follow each other, a forum
 * is a community, its moderator the admin, its tags are topics, tags of messages are hashtags, and everything keeps its time. What there is
 * no place for is counted.
 */
public final class LdbcImport {
    private static final String PERSON = "person";
    private static final String KNOWS = "person_knows_person";
    private static final String INTEREST = "person_hasInterest_tag";
    private static final String TAG = "tag";
    private static final String FORUM = "forum";
    private static final String MODERATOR = "forum_hasModerator_person";
    private static final String MEMBER = "forum_hasMember_person";
    private static final String TOPIC = "forum_hasTag_tag";
    private static final Set<String> TAKEN = Set.of(PERSON, KNOWS, INTEREST, TAG, FORUM, MODERATOR, MEMBER, TOPIC);

    private static final int MOST_TAGS = 100;
    private static final int LONGEST_TAG = 100;

    private final LdbcFolder folder;
    private final Target target;
    private final Report report;
    private final int chunk;
    private final Records records = new Records();
    private final List<Line> lines = new ArrayList<>();
    private final Map<Long, String> tags = new HashMap<>();

    /** @param chunk how many records go in one request */
    public LdbcImport(LdbcFolder folder, int chunk, Target target, Report report) {
        this.folder = folder;
        this.target = target;
        this.report = report;
        this.chunk = chunk;
    }

    /**
     * Reads all tables that the service has a place for, and counts the others.
     *
     * @throws BrokenOff when not everything came through
     */
    public void run() {
        var messages = new LdbcMessages(folder, report, tags, this::send, this::flush);
        var taken = new HashSet<>(TAKEN);
        taken.addAll(LdbcMessages.TAKEN);
        taken.forEach(table -> report.progress().expect(folder.size(table)));
        folder.read(TAG, report, row -> tags.put(row.id("id"), row.get("name")));
        persons();
        friendships();
        forums();
        topics();
        messages.send();
        folder.tables().stream()
                .filter(table -> !taken.contains(table))
                .forEach(table -> report.skipped(table, folder.count(table)));
        report.skippedFields("of persons: birthday, locationIP, browserUsed, language, all but the first email");
        report.skippedFields("of posts and comments: locationIP, browserUsed, length");
    }

    private void persons() {
        var interests = interests();
        each(PERSON, (row, id) -> {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("userId", Long.toString(id));
            fields.put("handle", "p" + id);
            fields.put("displayName", row.get("firstName") + ' ' + row.get("lastName"));
            fields.put("email", row.get("email").split(";", -1)[0]);
            fields.put("gender", row.get("gender"));
            fields.put("tags", interests.getOrDefault(id, List.of()));
            send(records.profile(row.origin(), "p" + id, fields, row.time("creationDate")));
        });
    }

    /** What each person is interested in, as far as a profile has room for it. */
    private Map<Long, List<String>> interests() {
        var interests = new HashMap<Long, List<String>>();
        folder.read(INTEREST, report, row -> {
            var name = nameOf(row.id("Tag.id"));
            var tags = interests.computeIfAbsent(row.id("Person.id"), person -> new ArrayList<>());
            if (tags.size() == MOST_TAGS || name.length() > LONGEST_TAG) {
                report.skipped("interests beyond %d, or longer than %d".formatted(MOST_TAGS, LONGEST_TAG), 1);
            } else {
                tags.add(name);
            }
        });
        return interests;
    }

    private void friendships() {
        folder.read(KNOWS, report, row -> {
            var one = "p" + row.id(0);
            var other = "p" + row.id(1);
            var since = row.time("creationDate");
            send(records.follow(row.origin(), one, other, since));
            send(records.follow(row.origin(), other, one, since));
        });
        flush();
    }

    private void forums() {
        var moderators = new HashMap<Long, Long>();
        folder.read(MODERATOR, report, row -> moderators.put(row.id("Forum.id"), row.id("Person.id")));
        each(FORUM, (row, id) -> {
            var moderator = moderators.get(id);
            if (moderator == null) {
                throw new Malformed("nobody moderates forum " + id);
            }
            send(records.community(
                    row.origin(), "f" + id, "p" + moderator, row.get("title"), row.time("creationDate")));
        });
        folder.read(
                MEMBER,
                report,
                row -> send(records.member(
                        row.origin(), "f" + row.id("Forum.id"), "p" + row.id("Person.id"), row.time("joinDate"))));
        flush();
    }

    /** Tags of forums become topics, each once. */
    private void topics() {
        var known = new HashSet<String>();
        folder.read(TOPIC, report, row -> {
            var forum = row.id("Forum.id");
            var name = LdbcMessages.hashtag(nameOf(row.id("Tag.id")));
            if (known.add(forum + "#" + name)) {
                send(records.topic(row.origin(), "f" + forum + "#" + name, "f" + forum, name));
            }
        });
        flush();
    }

    private String nameOf(long tag) {
        var name = tags.get(tag);
        if (name == null) {
            throw new Malformed("there is no tag " + tag);
        }
        return name;
    }

    /** Gives the rows of a table with their ids; then what came of them is through. */
    private void each(String table, BiConsumer<LdbcRow, Long> reader) {
        folder.read(table, report, row -> reader.accept(row, row.id("id")));
        flush();
    }

    private void send(Line line) {
        lines.add(line);
        if (lines.size() >= chunk) {
            flush();
        }
    }

    private void flush() {
        target.take(List.copyOf(lines));
        lines.clear();
    }
}
