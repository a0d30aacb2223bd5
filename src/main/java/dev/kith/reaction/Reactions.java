package dev.kith.reaction;

import dev.kith.comment.Comments;
import dev.kith.count.Counts;
import dev.kith.count.Tally;
import dev.kith.id.CommentId;
import dev.kith.id.Ids;
import dev.kith.id.ItemId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.outbox.Outbox;
import dev.kith.post.Posts;
import dev.kith.profile.Profiles;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who reacts how to what. The rows are the truth; each change of one is counted in the same transaction. */
@Singleton
public class Reactions {

    /** Under which type the outbox learns of items that were reacted to. */
    static final String TYPE = "reaction";

    private final ReactionRepository rows;
    private final Profiles profiles;
    private final Posts posts;
    private final Comments comments;
    private final Counts counts;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final Ids ids;
    private final Json json;

    /** What is reacted to. */
    public sealed interface Item {

        record OfPost(PostId post) implements Item {}

        record OfComment(CommentId comment) implements Item {}

        default long id() {
            return switch (this) {
                case OfPost(var post) -> post.value();
                case OfComment(var comment) -> comment.value();
            };
        }

        default Problem notFound() {
            return switch (this) {
                case OfPost(var post) -> Problem.notFound("post", post);
                case OfComment(var comment) -> Problem.notFound("comment", comment);
            };
        }
    }

    /**
     * A reaction that somebody is about to give.
     *
     * @param givenAt when it was given elsewhere; null for now
     */
    public record Request(
            Item item,
            Reaction reaction,
            ProfileId profile,
            @Nullable Instant givenAt) {

        Key key() {
            return new Key(item.id(), reaction.name(), profile.value());
        }
    }

    /** What came of giving a reaction. */
    public sealed interface Outcome {

        /** It stands since then; {@code created} unless it stood before. */
        record Stands(Instant since, boolean created) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    /**
     * A reaction that stands, of any kind.
     *
     * @param id carries when it was given; later ones have greater ids
     */
    public record Given(long id, ProfileId profile) {}

    /** What there can be one reaction of. */
    record Key(long item, String kind, long profile) {}

    Reactions(
            ReactionRepository rows,
            Profiles profiles,
            Posts posts,
            Comments comments,
            Counts counts,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            Ids ids,
            Json json) {
        this.rows = rows;
        this.profiles = profiles;
        this.posts = posts;
        this.comments = comments;
        this.counts = counts;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.json = json;
    }

    /** Gives reactions to what their givers see; answers what came of each, in their order. */
    public List<Outcome> give(List<Request> requests) {
        var seen = seen(requests);
        return transactions.executeWrite(transaction -> {
            var present = profiles.hold(requests.stream().map(Request::profile).collect(Collectors.toSet()));
            var wanted = new LinkedHashMap<Key, ReactionRow>();
            requests.stream()
                    .filter(request -> refusal(request, present, seen).isEmpty())
                    .forEach(request -> wanted.putIfAbsent(request.key(), row(request)));
            var given = write(wanted.values());
            var outcomes = new ArrayList<Outcome>();
            for (var request : requests) {
                outcomes.add(refusal(request, present, seen)
                        .<Outcome>map(Outcome.Refused::new)
                        .orElseGet(() -> stands(request, wanted, given)));
            }
            return outcomes;
        });
    }

    /** Takes a reaction back; nothing happens where none stands. One's own may be taken back from what one no longer sees, too. */
    void takeBack(Item item, Reaction reaction, ProfileId profile) {
        transactions.executeWrite(transaction -> {
            var stood = switch (reaction) {
                case LIKE -> rows.withdraw(item.id(), reaction.name(), profile.value());
                case STAR -> rows.remove(item.id(), reaction.name(), profile.value());
            };
            if (stood > 0) {
                note(Map.of(item.id(), reaction.takenBack()));
            }
            return stood;
        });
    }

    /** Which of these items have been reacted to since the time of an id. */
    public Set<Long> reactedSince(Collection<Long> items, long since) {
        return items.isEmpty() ? Set.of() : new HashSet<>(rows.reactedSince(items.toArray(Long[]::new), since));
    }

    /** The newest reactions to an item of those before an id. */
    public List<Given> newest(long item, long before, int most) {
        return rows.newest(item, null, before, most).stream()
                .map(row -> new Given(row.id(), new ProfileId(row.profileId())))
                .toList();
    }

    /** By item, those of these profiles whose reactions stand; pairs of item and profile are at the same places of the lists. */
    public Map<Long, Set<Long>> standing(List<Long> items, List<Long> profiles) {
        var standing = new HashMap<Long, Set<Long>>();
        if (!items.isEmpty()) {
            rows.standing(items.toArray(Long[]::new), profiles.toArray(Long[]::new))
                    .forEach(one -> standing.computeIfAbsent(one.itemId(), item -> new HashSet<>())
                            .add(one.profileId()));
        }
        return standing;
    }

    boolean mayList(Item item, @Nullable ProfileId viewer) {
        return switch (item) {
            case Item.OfPost(var post) -> posts.shows(new ItemId(post.value()), viewer);
            case Item.OfComment(var comment) -> comments.shows(new ItemId(comment.value()), viewer);
        };
    }

    List<ReactionRow> newest(Item item, @Nullable Reaction reaction, long @Nullable [] before, int most) {
        return rows.newest(
                item.id(),
                reaction == null ? null : reaction.name(),
                before == null ? Long.MAX_VALUE : before[0],
                most);
    }

    /** By giver, the items that they see. Asked before the transaction, which holds nothing while others are asked. */
    private Map<ProfileId, Set<Long>> seen(List<Request> requests) {
        var byGiver = requests.stream().collect(Collectors.groupingBy(Request::profile));
        var seen = new HashMap<ProfileId, Set<Long>>();
        byGiver.forEach((giver, asked) -> {
            var some = new HashSet<Long>();
            var ofPosts = new HashSet<PostId>();
            var ofComments = new HashSet<CommentId>();
            for (var request : asked) {
                switch (request.item()) {
                    case Item.OfPost(var post) -> ofPosts.add(post);
                    case Item.OfComment(var comment) -> ofComments.add(comment);
                }
            }
            posts.seen(ofPosts, giver).forEach(thread -> some.add(thread.post().value()));
            comments.shown(ofComments, giver).forEach(comment -> some.add(comment.value()));
            seen.put(giver, some);
        });
        return seen;
    }

    private static Optional<Problem> refusal(Request request, Set<ProfileId> present, Map<ProfileId, Set<Long>> seen) {
        if (!present.contains(request.profile())) {
            return Optional.of(Problem.notFound("profile", request.profile()));
        }
        return seen.getOrDefault(request.profile(), Set.of())
                        .contains(request.item().id())
                ? Optional.empty()
                : Optional.of(request.item().notFound());
    }

    private Set<Key> write(Collection<ReactionRow> wanted) {
        var made = new HashSet<Key>();
        var changes = new HashMap<Long, Tally>();
        if (!wanted.isEmpty()) {
            for (var given : rows.give(json.write(wanted))) {
                made.add(new Key(given.itemId(), given.kind(), given.profileId()));
                var counted = given.withdrawn()
                        ? given.reaction().givenAgain()
                        : given.reaction().given();
                changes.merge(given.itemId(), counted, Tally::plus);
            }
        }
        note(changes);
        return made;
    }

    private Outcome stands(Request request, Map<Key, ReactionRow> wanted, Set<Key> given) {
        var created = given.remove(request.key());
        var row = created
                ? wanted.get(request.key())
                : rows.find(
                                request.item().id(),
                                request.reaction().name(),
                                request.profile().value())
                        .orElse(wanted.get(request.key()));
        return new Outcome.Stands(Ids.timeOf(Objects.requireNonNull(row).id()), created);
    }

    /** The slots of counts come last: what is held while others wait for it is held shortly. */
    private void note(Map<Long, Tally> changes) {
        if (!changes.isEmpty()) {
            outbox.changed(TYPE, changes.keySet());
            counts.add(changes);
        }
    }

    private ReactionRow row(Request request) {
        return new ReactionRow(
                request.givenAt() == null ? ids.next() : ids.at(request.givenAt()),
                request.item().id(),
                request.reaction().name(),
                request.profile().value(),
                false);
    }
}
