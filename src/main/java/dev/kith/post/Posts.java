package dev.kith.post;

import dev.kith.community.Communities;
import dev.kith.id.CommunityId;
import dev.kith.id.IdRange;
import dev.kith.id.ItemId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.media.MediaHolder;
import dev.kith.post.PostDrafts.Draft.Ready;
import dev.kith.post.PostDrafts.Draft.Turned;
import dev.kith.profile.PostCount;
import dev.kith.profile.Profiles;
import dev.kith.text.Hashtags;
import dev.kith.text.Reference;
import dev.kith.visibility.Item.Place;
import dev.kith.visibility.Visibility;
import dev.kith.web.Pages.Seen;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Posts, for their own routes, for timelines and for what hangs on them. */
@Singleton
public class Posts implements PostCount, MediaHolder {

    /** The type under which the outbox tells of posts that were made, edited or deleted. */
    public static final String CHANGED = PostChanges.TYPE;

    private final PostDrafts drafts;
    private final PostStore store;
    private final PostRepository rows;
    private final PostEntryRepository entries;
    private final PostShowing showing;
    private final Profiles profiles;
    private final Communities communities;
    private final Hashtags hashtags;
    private final TransactionOperations<Connection> transactions;

    /**
     * A post that is asked for.
     *
     * @param createdAt when it was made elsewhere; null for now
     * @param hashtags that it has besides those in its text
     */
    public record Request(NewPost post, @Nullable Instant createdAt, List<String> hashtags) {}

    /** A post as a viewer sees it, and which version of it that is. */
    record Shown(PostView view, int version) {}

    /**
     * A post that a viewer sees, and what decides who sees what hangs on it, beside who hung it there.
     *
     * @param place the community that it belongs to; null for none
     */
    public record SeenPost(
            PostId post, ProfileId author, @Nullable Place place) {}

    /**
     * Where a post comes from.
     *
     * @param community to which it belongs; null for none
     */
    public record Origin(
            long post, ProfileId author, @Nullable CommunityId community) {}

    /**
     * How a post came to be shown to a viewer, or not to be.
     *
     * @param originalId of a repost: what it passes on
     * @param gone whether what it belongs to, or what it passes on, is deleted
     * @param checks of the post
     * @param originalChecks of what it passes on
     */
    public record Judgement(
            Origin origin,
            @Nullable Long originalId,
            boolean gone,
            List<Visibility.Check> checks,
            List<Visibility.Check> originalChecks) {}

    /**
     * What a post says of others.
     *
     * @param named by their handles, or as whom it addresses
     * @param original the id of what it passes on; null for nothing
     */
    public record SaidPost(
            PostId post,
            ProfileId author,
            Set<ProfileId> named,
            @Nullable Long original) {}

    /** So many posts of an author: the newest before an id. */
    public record Older(ProfileId author, long before, int count) {}

    Posts(
            PostDrafts drafts,
            PostStore store,
            PostRepository rows,
            PostEntryRepository entries,
            PostShowing showing,
            Profiles profiles,
            Communities communities,
            Hashtags hashtags,
            TransactionOperations<Connection> transactions) {
        this.drafts = drafts;
        this.store = store;
        this.rows = rows;
        this.entries = entries;
        this.showing = showing;
        this.profiles = profiles;
        this.communities = communities;
        this.hashtags = hashtags;
        this.transactions = transactions;
    }

    /**
     * Makes posts. Handles in their texts become mentions, unless nobody has them or there is a block between the two: then they stay words.
     *
     * @return what came of each, in the order of the requests
     */
    public List<PostCreation> create(List<Request> requests) {
        var references = drafts.references(requests);
        return transactions.executeWrite(transaction -> create(requests, references));
    }

    private List<PostCreation> create(List<Request> requests, List<Reference> references) {
        var judged = drafts.draft(requests, references);
        var refused = store.insert(judged.stream()
                .flatMap(draft -> draft instanceof Ready(var row) ? Stream.of(row) : Stream.empty())
                .toList());
        return judged.stream()
                .map(draft -> switch (draft) {
                    case Ready(var row) -> {
                        var refusal = refused.get(row.id());
                        yield refusal == null ? new PostCreation.Created(row.postId()) : (PostCreation) refusal;
                    }
                    case Turned(var refusal) -> refusal;
                })
                .toList();
    }

    Optional<Shown> show(PostId id, @Nullable ProfileId viewer) {
        return showing.show(List.of(id.value()), viewer, false).stream()
                .findFirst()
                .map(seen -> new Shown(seen.view(), seen.row().version()));
    }

    @Override
    public boolean shows(ItemId item, @Nullable ProfileId viewer) {
        return show(new PostId(item.value()), viewer).isPresent();
    }

    /**
     * The posts with these ids that the viewer may see, in the same order.
     *
     * @param feed whether they come to the viewer unasked, as in a timeline
     */
    public List<Seen<Long, PostView>> views(List<Long> wanted, @Nullable ProfileId viewer, boolean feed) {
        return views(wanted, viewer, feed, thing -> {});
    }

    /**
     * The same.
     *
     * @param things is told what may change the answer by changing: posts, profiles, communities and media, shown or not
     */
    public List<Seen<Long, PostView>> views(
            List<Long> wanted, @Nullable ProfileId viewer, boolean feed, LongConsumer things) {
        return showing.show(wanted, viewer, feed, things).stream()
                .map(seen -> new Seen<>(seen.row().id(), seen.view()))
                .toList();
    }

    /** Where posts come from; those that are deleted are absent. */
    public List<Origin> origins(Collection<Long> wanted) {
        return rows.origins(wanted.toArray(Long[]::new)).stream()
                .map(row -> new Origin(
                        row.id(),
                        new ProfileId(row.authorId()),
                        row.communityId() == null ? null : new CommunityId(row.communityId())))
                .toList();
    }

    /** How {@link #views} judges posts that come to the viewer unasked, by their ids; those that are deleted are absent. */
    public Map<Long, Judgement> judge(List<Long> wanted, ProfileId viewer) {
        return showing.judge(wanted, viewer);
    }

    /** Those of these posts that the viewer sees. */
    public List<SeenPost> seen(Collection<PostId> wanted, @Nullable ProfileId viewer) {
        var shown = showing.show(wanted.stream().map(PostId::value).distinct().toList(), viewer, false);
        var places = communities.places(
                shown.stream().flatMap(post -> post.row().community().stream()).toList());
        return shown.stream()
                .map(post -> new SeenPost(
                        post.row().postId(),
                        post.row().author(),
                        post.row().community().map(places::get).orElse(null)))
                .toList();
    }

    /** Those of these ids that stand for posts, whoever may see them: of whom and of what they speak. */
    public List<SaidPost> said(Collection<Long> wanted) {
        return wanted.isEmpty()
                ? List.of()
                : rows.findAll(wanted.toArray(Long[]::new)).stream()
                        .map(row -> new SaidPost(
                                row.postId(), row.author(), row.named().collect(Collectors.toSet()), row.originalId()))
                        .toList();
    }

    /** Whether the viewer may see what is posted in a community. */
    boolean mayList(CommunityId community, @Nullable ProfileId viewer) {
        return communities.mayLookInto(community, viewer);
    }

    /** Whether the viewer may see what a profile posts. */
    boolean mayList(ProfileId author, @Nullable ProfileId viewer) {
        return profiles.mayList(author, viewer);
    }

    /** What a hashtag is listed under; none when nothing ever carried it. */
    Optional<Long> source(String hashtag) {
        return hashtags.find(hashtag);
    }

    /** The ids of the newest posts that are listed under something, of those before an id if there is one, newest first. */
    List<Long> newest(long source, long @Nullable [] before, int most) {
        return entries.newest(source, end(before), most);
    }

    /** The same of what these authors said, of each in a range, and others than the reader in these communities. */
    public List<Long> newestFrom(
            Map<Long, IdRange> authors, Collection<Long> places, ProfileId reader, long @Nullable [] before, int most) {
        var end = end(before);
        return entries.newestFrom(
                authors.keySet().toArray(Long[]::new),
                authors.values().stream().map(IdRange::from).toArray(Long[]::new),
                authors.values().stream()
                        .map(range -> Math.min(range.to(), end))
                        .toArray(Long[]::new),
                places.toArray(Long[]::new),
                reader.value(),
                end,
                most);
    }

    /** The oldest of each of these; absent where there are not so many. */
    public Map<Older, Long> oldestOf(List<Older> wanted) {
        return entries
                .oldestOf(
                        wanted.stream().map(older -> older.author().value()).toArray(Long[]::new),
                        wanted.stream().map(Older::before).toArray(Long[]::new),
                        wanted.stream().map(older -> (long) older.count()).toArray(Long[]::new))
                .stream()
                .collect(Collectors.toMap(
                        oldest -> wanted.get((int) oldest.place() - 1), PostEntryRepository.Oldest::postId));
    }

    /** The newest of what each of these authors said, and of what was posted in each of these communities, newest first. Where there is nothing, there is no list. */
    public Map<Long, List<Long>> newestOfEach(Collection<Long> authors, Collection<Long> places, int most) {
        return entries.newestOfEach(authors.toArray(Long[]::new), places.toArray(Long[]::new), most).stream()
                .sorted(Comparator.comparingLong(PostEntryRepository.Entry::postId)
                        .reversed())
                .collect(Collectors.groupingBy(
                        PostEntryRepository.Entry::sourceId,
                        Collectors.mapping(PostEntryRepository.Entry::postId, Collectors.toList())));
    }

    @Override
    public long of(ProfileId author) {
        return entries.countOf(author.value());
    }

    private static long end(long @Nullable [] before) {
        return before == null ? Long.MAX_VALUE : before[0];
    }
}
