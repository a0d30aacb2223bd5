package dev.kith.community;

import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.id.TopicId;
import dev.kith.outbox.Outbox;
import dev.kith.web.EntityTag;
import dev.kith.web.Json;
import dev.kith.web.MergePatch;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Problem;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.annotation.Transactional;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What communities talk about. */
@Singleton
public class Topics {

    private final TopicRepository topics;
    private final CommunityRepository rows;
    private final Communities communities;
    private final CommunityDesk desk;
    private final MergePatch patches;
    private final Outbox outbox;
    private final Ids ids;
    private final Json json;

    /** A topic as it is asked for: a hashtag without its sign; capitals don't matter. */
    @Serdeable
    @Schema(name = "NewTopic")
    public record NewTopic(
            @Schema(example = "riddles")
            @NotNull
            @Pattern(regexp = "[\\p{L}\\p{N}_]{1,100}", message = "must be 1 to 100 letters, digits and _")
            String name,

            @Schema(example = "Why is a raven like a writing-desk?") @Nullable @Size(max = 1_000)
            String description) {}

    /**
     * A topic that is asked for.
     *
     * @param createdAt when it came to be elsewhere; null for now
     */
    public record Request(
            CommunityId community, NewTopic topic, @Nullable Instant createdAt) {}

    /** A topic as it is shown. */
    @Serdeable
    @Schema(name = "Topic")
    record TopicView(
            @Schema(example = "689712345678901234") TopicId id,
            @Schema(example = "689712345678905678") CommunityId communityId,
            @Schema(example = "riddles") String name,

            @Schema(example = "Why is a raven like a writing-desk?") @Nullable
            String description,

            @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt) {}

    /** The same, and which version of it that is. */
    record Shown(TopicView view, int version) {}

    Topics(
            TopicRepository topics,
            CommunityRepository rows,
            Communities communities,
            CommunityDesk desk,
            MergePatch patches,
            Outbox outbox,
            Ids ids,
            Json json) {
        this.topics = topics;
        this.rows = rows;
        this.communities = communities;
        this.desk = desk;
        this.patches = patches;
        this.outbox = outbox;
        this.ids = ids;
        this.json = json;
    }

    /** Makes topics, each unless its community has one of that name; answers their ids, none for one that was not made. */
    @Transactional
    public List<Optional<TopicId>> createAll(List<Request> requests) {
        var asked = requests.stream().map(this::row).toList();
        var made = new HashSet<>(topics.insert(json.write(asked)));
        return asked.stream()
                .map(row -> made.contains(row.id()) ? Optional.of(new TopicId(row.id())) : Optional.<TopicId>empty())
                .toList();
    }

    /** The communities of these topics; of topics that are not there, none. */
    public Map<TopicId, CommunityId> communities(Collection<TopicId> wanted) {
        var communities = new HashMap<TopicId, CommunityId>();
        if (!wanted.isEmpty()) {
            topics.findAll(wanted.stream().map(TopicId::value).toArray(Long[]::new))
                    .forEach(row -> communities.put(new TopicId(row.id()), new CommunityId(row.communityId())));
        }
        return communities;
    }

    /** Of communities, the topics with any of these names. */
    public Map<CommunityId, Map<String, TopicId>> named(Map<CommunityId, Set<String>> names) {
        var owners = new ArrayList<Long>();
        var wanted = new ArrayList<String>();
        names.forEach((community, some) -> some.forEach(name -> {
            owners.add(community.value());
            wanted.add(name);
        }));
        var named = new HashMap<CommunityId, Map<String, TopicId>>();
        if (!wanted.isEmpty()) {
            topics.namedIn(owners.toArray(Long[]::new), wanted.toArray(String[]::new))
                    .forEach(row -> named.computeIfAbsent(new CommunityId(row.communityId()), some -> new HashMap<>())
                            .put(row.name(), new TopicId(row.id())));
        }
        return named;
    }

    /** What is told of a topic whose name is taken. */
    public static Problem taken(NewTopic topic) {
        return Problem.conflict("topic-exists", "The community has a topic " + nameOf(topic) + " already.");
    }

    @Transactional
    Shown create(CommunityId community, ProfileId admin, NewTopic topic) {
        requireAdmin(community, admin);
        var id = createAll(List.of(new Request(community, topic, null))).getFirst();
        return show(community, id.orElseThrow(() -> taken(topic)));
    }

    void requireVisible(CommunityId community, @Nullable ProfileId viewer) {
        if (communities.find(community, viewer).isEmpty()) {
            throw CommunityDesk.notFound(community);
        }
    }

    Shown show(CommunityId community, TopicId topic) {
        return topics.find(community.value(), topic.value())
                .map(row -> new Shown(view(row), row.version()))
                .orElseThrow(() -> notFound(topic));
    }

    List<TopicRow> newest(CommunityId community, long @Nullable [] before, int most) {
        return topics.newest(community.value(), before == null ? Long.MAX_VALUE : before[0], most);
    }

    static List<Seen<TopicRow, TopicView>> views(List<TopicRow> some) {
        return some.stream().map(row -> new Seen<>(row, view(row))).toList();
    }

    /** Names of a community change one at a time: its row is held. */
    @Transactional
    Shown edit(CommunityId community, TopicId topic, ProfileId admin, @Nullable String ifMatch, JsonNode patch) {
        requireAdmin(community, admin);
        var row = topics.findForUpdate(community.value(), topic.value()).orElseThrow(() -> notFound(topic));
        EntityTag.requireMatch(ifMatch, row.version());
        var edit = patches.apply(new NewTopic(row.name(), row.description()), patch, NewTopic.class);
        var name = nameOf(edit);
        if (topics.named(community.value(), new String[] {name}).stream().anyMatch(other -> other.id() != row.id())) {
            throw taken(edit);
        }
        topics.update(row.id(), name, edit.description());
        return show(community, topic);
    }

    @Transactional
    void delete(CommunityId community, TopicId topic, ProfileId admin, @Nullable String ifMatch) {
        requireAdmin(community, admin);
        var row = topics.findForUpdate(community.value(), topic.value()).orElseThrow(() -> notFound(topic));
        EntityTag.requireMatch(ifMatch, row.version());
        topics.delete(row.id());
        outbox.changed(TopicChanges.TYPE, List.of(row.id()));
    }

    private void requireAdmin(CommunityId community, ProfileId admin) {
        desk.requireAdmin(
                rows.findForUpdate(community.value()).orElseThrow(() -> CommunityDesk.notFound(community)), admin);
    }

    private TopicRow row(Request request) {
        var createdAt = request.createdAt();
        return new TopicRow(
                createdAt == null ? ids.next() : ids.at(createdAt),
                1,
                request.community().value(),
                nameOf(request.topic()),
                request.topic().description());
    }

    private static String nameOf(NewTopic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }

    private static TopicView view(TopicRow row) {
        return new TopicView(
                new TopicId(row.id()),
                new CommunityId(row.communityId()),
                row.name(),
                row.description(),
                Ids.timeOf(row.id()));
    }

    private static Problem notFound(TopicId topic) {
        return Problem.notFound("topic", topic);
    }
}
