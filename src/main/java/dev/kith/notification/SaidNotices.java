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
import java.util.Set;
import java.util.function.Function;

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
            notices.changed(keys, notices::ofPost);
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
            notices.changed(keys, notices::ofComment);
        }
    }

    /** What is history by now causes nothing new; what was told of it before may be over. */
    private void changed(Collection<Long> keys, Function<Long, List<Cause>> causes) {
        var told = new HashSet<Long>();
        entries.ofCauses(keys.toArray(Long[]::new)).forEach(entry -> told.add(entry.causeId()));
        var news = news(keys);
        for (var key : new HashSet<>(keys)) {
            if (told.contains(key) || news.contains(key)) {
                ledger.inLine(
                        key,
                        () -> new Finding(since(causes.apply(key), news, key), entries.ofCauses(new Long[] {key})));
            }
        }
    }

    /** An item that is history keeps what it has caused, as far as that is still so. */
    private List<Cause> since(List<Cause> causes, Set<Long> news, long item) {
        if (news.contains(item)) {
            return causes;
        }
        var before = new HashSet<EntryRow.Key>();
        entries.ofCauses(new Long[] {item}).stream().filter(EntryRow::stands).forEach(entry -> before.add(entry.key()));
        return causes.stream().filter(cause -> before.contains(cause.key())).toList();
    }

    private Set<Long> news(Collection<Long> keys) {
        var begin = ledger.beginOfNews();
        var news = new HashSet<>(keys);
        news.removeIf(key -> key < begin);
        news.removeAll(hushed.items(news));
        return news;
    }

    private List<Cause> ofPost(long id) {
        var causes = new ArrayList<Cause>();
        for (var post : posts.said(List.of(id))) {
            var original = post.original();
            if (original != null) {
                author(original)
                        .forEach(author -> causes.add(new Cause(
                                author,
                                NotificationKind.REPOST,
                                Subject.of(Subject.Kind.POST, original),
                                post.author(),
                                true,
                                id,
                                id)));
            }
            named(causes, post.named(), Subject.of(Subject.Kind.POST, id), post.author());
        }
        return causes;
    }

    private List<Cause> ofComment(long id) {
        var causes = new ArrayList<Cause>();
        for (var comment : comments.said(List.of(id))) {
            var author = comment.author();
            var answers = comment.answers();
            if (answers != null) {
                comments.said(List.of(answers)).stream()
                        .map(SaidComment::author)
                        .forEach(answered -> causes.add(Cause.said(
                                answered,
                                NotificationKind.REPLY,
                                Subject.of(Subject.Kind.COMMENT, answers),
                                author,
                                id)));
            }
            var post = comment.post().value();
            author(post)
                    .forEach(host -> causes.add(Cause.said(
                            host, NotificationKind.COMMENT, Subject.of(Subject.Kind.POST, post), author, id)));
            named(causes, comment.named(), Subject.of(Subject.Kind.COMMENT, id), author);
        }
        return causes;
    }

    private static void named(List<Cause> causes, Set<ProfileId> named, Subject subject, ProfileId author) {
        named.forEach(one -> causes.add(Cause.said(
                one, NotificationKind.MENTION, subject, author, subject.id().value())));
    }

    private List<ProfileId> author(long post) {
        return posts.said(List.of(post)).stream().map(SaidPost::author).toList();
    }
}
