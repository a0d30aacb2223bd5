package dev.kith.notification;

import dev.kith.comment.Comments;
import dev.kith.comment.Comments.SaidComment;
import dev.kith.id.ProfileId;
import dev.kith.notification.Ledger.Finding;
import dev.kith.outbox.OutboxConsumer;
import dev.kith.post.Posts;
import dev.kith.post.Posts.SaidPost;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notifies of posts and comments: those whom they name, those whom they answer, and those whose posts they pass on. */
@Singleton
final class SaidNotices {

    private final Posts posts;
    private final Comments comments;
    private final EntryRepository entries;
    private final Hushed hushed;
    private final Ledger ledger;

    SaidNotices(Posts posts, Comments comments, EntryRepository entries, Hushed hushed, Ledger ledger) {
        this.posts = posts;
        this.comments = comments;
        this.entries = entries;
        this.hushed = hushed;
        this.ledger = ledger;
    }

    @Singleton
    record OfPosts(SaidNotices notices) implements OutboxConsumer {
        @Override
        public String type() {
            return "post";
        }

        @Override
        public void changed(List<Long> keys) {
            notices.changed(keys, notices::ofPosts);
        }
    }

    @Singleton
    record OfComments(SaidNotices notices) implements OutboxConsumer {
        @Override
        public String type() {
            return "comment";
        }

        @Override
        public void changed(List<Long> keys) {
            notices.changed(keys, notices::ofComments);
        }
    }

    /** What is history by now causes nothing new; what was told of it before may be over. */
    private void changed(Collection<Long> keys, Function<Collection<Long>, List<Cause>> causes) {
        var news = news(keys);
        var items = new HashSet<>(news);
        known(keys).forEach(entry -> items.add(Objects.requireNonNull(entry.causeId())));
        if (!items.isEmpty()) {
            ledger.inLine(items, () -> {
                var known = known(items);
                return new Finding(since(causes.apply(items), news, known), known);
            });
        }
    }

    private List<EntryRow> known(Collection<Long> items) {
        return entries.ofCauses(items.toArray(Long[]::new));
    }

    /** An item that is history keeps what it has caused, as far as that is still so. */
    private static List<Cause> since(List<Cause> causes, Set<Long> news, List<EntryRow> known) {
        var before = known.stream().filter(EntryRow::stands).map(EntryRow::key).collect(Collectors.toSet());
        return causes.stream()
                .filter(cause -> news.contains(cause.item()) || before.contains(cause.key()))
                .toList();
    }

    private Set<Long> news(Collection<Long> keys) {
        var begin = ledger.beginOfNews();
        var news = new HashSet<>(keys);
        news.removeIf(key -> key < begin);
        news.removeAll(hushed.items(news));
        return news;
    }

    private List<Cause> ofPosts(Collection<Long> ids) {
        var said = posts.said(ids);
        var hosts = authors(said.stream().map(SaidPost::original));
        var causes = new ArrayList<Cause>();
        for (var post : said) {
            var id = post.post().value();
            var host = hosts.get(post.original());
            if (host != null) {
                var original = Subject.of(Subject.Kind.POST, Objects.requireNonNull(post.original()));
                causes.add(new Cause(host, NotificationKind.REPOST, original, post.author(), true, id, id));
            }
            named(causes, post.named(), Subject.of(Subject.Kind.POST, id), post.author());
        }
        return causes;
    }

    private List<Cause> ofComments(Collection<Long> ids) {
        var said = comments.said(ids);
        var hosts = authors(said.stream().map(comment -> comment.post().value()));
        var answered = comments
                .said(said.stream()
                        .map(SaidComment::answers)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(comment -> comment.comment().value(), SaidComment::author));
        var causes = new ArrayList<Cause>();
        for (var comment : said) {
            var id = comment.comment().value();
            var answers = comment.answers();
            if (answers != null && answered.containsKey(answers)) {
                causes.add(Cause.said(
                        answered.get(answers),
                        NotificationKind.REPLY,
                        Subject.of(Subject.Kind.COMMENT, answers),
                        comment.author(),
                        id));
            }
            var post = comment.post().value();
            if (hosts.containsKey(post)) {
                causes.add(Cause.said(
                        hosts.get(post),
                        NotificationKind.COMMENT,
                        Subject.of(Subject.Kind.POST, post),
                        comment.author(),
                        id));
            }
            named(causes, comment.named(), Subject.of(Subject.Kind.COMMENT, id), comment.author());
        }
        return causes;
    }

    private static void named(List<Cause> causes, Set<ProfileId> named, Subject subject, ProfileId author) {
        named.forEach(one -> causes.add(Cause.said(
                one, NotificationKind.MENTION, subject, author, subject.id().value())));
    }

    private Map<Long, ProfileId> authors(Stream<@Nullable Long> ids) {
        return posts.said(ids.filter(Objects::nonNull).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(post -> post.post().value(), SaidPost::author));
    }
}
