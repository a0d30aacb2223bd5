package dev.kith.console;

import dev.kith.cache.StandingSight;
import dev.kith.cache.Standings;
import dev.kith.community.Communities;
import dev.kith.graph.NodeStates;
import dev.kith.graph.NodeStates.NodeState;
import dev.kith.graph.NodeStates.RelationCounts;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileRecords;
import dev.kith.profile.ProfileRecords.ProfileRecord;
import dev.kith.profile.Profiles;
import dev.kith.timeline.TimelineInspection;
import dev.kith.timeline.TimelineInspection.Inspected;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers all that there is of one profile, and says how what is kept compares with what it was made from. */
@Singleton
class ProfileInspection {

    /** So many of each list are in the page. */
    private static final int FIRST = 10;

    private final ProfileRecords records;
    private final NodeStates nodes;
    private final Standings standings;
    private final TimelineInspection timelines;
    private final Profiles profiles;
    private final Communities communities;
    private final RelationPages relations;

    /**
     * What the page of a profile says.
     *
     * @param state what it is, each with a word
     * @param timeline null when the profile is gone
     */
    record Page(
            Who who,
            List<Verdict> state,
            List<Fact> facts,
            @Nullable String description,
            List<Compared> compared,
            List<RelationCount> counts,
            List<RelationPages.Part> lists,
            @Nullable TimelinePart timeline) {}

    record Fact(String name, String value) {}

    /**
     * Something that is kept, and what it was made from.
     *
     * @param details of a difference
     */
    record Compared(String what, String kept, String source, Verdict verdict, List<String> details) {}

    ProfileInspection(
            ProfileRecords records,
            NodeStates nodes,
            Standings standings,
            TimelineInspection timelines,
            Profiles profiles,
            Communities communities,
            RelationPages relations) {
        this.records = records;
        this.nodes = nodes;
        this.standings = standings;
        this.timelines = timelines;
        this.profiles = profiles;
        this.communities = communities;
        this.relations = relations;
    }

    /** None when no store knows the profile. */
    Optional<Page> inspect(ProfileId id) {
        var record = records.find(id);
        var node = nodes.node(id);
        return record.isEmpty() && node.isEmpty() ? Optional.empty() : Optional.of(page(id, record, node));
    }

    private Page page(ProfileId id, Optional<ProfileRecord> record, Optional<NodeState> node) {
        var present = record.flatMap(found -> found instanceof ProfileRecord.Present one
                ? Optional.of(one)
                : Optional.<ProfileRecord.Present>empty());
        // before anything that may fill it
        var standing = standings.check(id);
        var counts = nodes.counts(id);
        var inspected = present.map(one -> timelines.inspect(id));
        var compared = new ArrayList<Compared>();
        compared.add(node(record, node));
        compared.add(StandingLines.compared(standing));
        inspected.ifPresent(
                timeline -> compared.addAll(TimelineLines.compared(timeline, owners(TimelineLines.owners(timeline)))));
        return new Page(
                Who.of(id, present.map(ProfileRecord.Present::card).orElse(null)),
                state(record, node),
                facts(id, record, node),
                present.map(ProfileRecord.Present::description).orElse(null),
                compared,
                counts(counts, standing),
                relations.first(id, FIRST),
                inspected.map(timeline -> timeline(timeline)).orElse(null));
    }

    /** Big authors and communities. */
    private Map<Long, String> owners(List<Long> ids) {
        var owners = new HashMap<Long, String>();
        profiles.cards(ids.stream().map(ProfileId::new).toList())
                .forEach((id, card) -> owners.put(id.value(), "@" + card.handle() + ", a big author"));
        communities
                .named(ids.stream().map(CommunityId::new).toList())
                .forEach((id, place) -> owners.put(id.value(), place.name() + ", a community"));
        return owners;
    }

    private TimelinePart timeline(Inspected timeline) {
        return TimelineLines.part(timeline, profiles.cards(TimelineLines.named(timeline)));
    }

    private static List<RelationCount> counts(RelationCounts counts, StandingSight standing) {
        return StandingLines.counts(counts, standing);
    }

    private static List<Verdict> state(Optional<ProfileRecord> record, Optional<NodeState> node) {
        var state = new ArrayList<Verdict>();
        state.add(
                switch (record.orElse(null)) {
                    case ProfileRecord.Present present -> new Verdict("active", "is-up");
                    case ProfileRecord.Tombstone tombstone -> Verdict.bad("deleted");
                    case null -> Verdict.bad("no row, only a node");
                });
        if (record.orElse(null) instanceof ProfileRecord.Present present) {
            state.add(Verdict.info(present.card().isPrivate() ? "private" : "public"));
            state.add(Verdict.info(present.accountType().equals("REGULAR") ? "regular" : "influencer"));
        }
        if (node.isEmpty()) {
            state.add(Verdict.warning("no node yet"));
        }
        return state;
    }

    private static List<Fact> facts(ProfileId id, Optional<ProfileRecord> record, Optional<NodeState> node) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Id", id.toString()));
        if (record.orElse(null) instanceof ProfileRecord.Present present) {
            facts.add(new Fact("User", present.userId()));
            facts.add(new Fact("Created", Format.time(present.createdAt())));
            facts.add(new Fact("Posts", Format.count(present.postsCount())));
            if (!present.tags().isEmpty()) {
                facts.add(new Fact("Tags", String.join(", ", present.tags())));
            }
            if (present.college() != null) {
                facts.add(new Fact("College", present.college()));
            }
        }
        record.ifPresent(row -> facts.add(new Fact("Version of the row", Format.count(row.version()))));
        node.ifPresent(found -> facts.add(new Fact("Version of its edges", Format.count(found.clock()))));
        return facts;
    }

    private static Compared node(Optional<ProfileRecord> record, Optional<NodeState> node) {
        var source = record.map(row -> state(row)).orElse("no row");
        if (node.isEmpty()) {
            return new Compared(
                    "Node", "none", source, Verdict.warning("not made yet"), List.of("The outbox makes it."));
        }
        var kept = node.map(found -> state(found.version(), found.isPrivate(), found.deleted()))
                .orElseThrow();
        return new Compared(
                "Node", kept, source, kept.equals(source) ? Verdict.SAME : Verdict.bad("differs"), List.of());
    }

    private static String state(ProfileRecord row) {
        return switch (row) {
            case ProfileRecord.Present present ->
                state(present.version(), present.card().isPrivate(), false);
            case ProfileRecord.Tombstone tombstone -> state(tombstone.version(), false, true);
        };
    }

    /** A deleted profile is neither private nor public. */
    private static String state(long version, boolean isPrivate, boolean deleted) {
        return "version %d, %s".formatted(version, deleted ? "deleted" : isPrivate ? "private" : "public");
    }

    /**
     * How many there are of a relation.
     *
     * @param path of the list of them; null where there is none
     * @param kept how many are kept; null where they are not counted there
     * @param verdict null where there is nothing to compare
     */
    record RelationCount(
            String name,
            @Nullable String path,
            String counted,
            @Nullable String kept,
            @Nullable Verdict verdict) {}

    /**
     * A home timeline.
     *
     * @param note from where it comes
     */
    record TimelinePart(String note, int shown, List<TimelineLine> lines) {}

    /**
     * A post that comes into question.
     *
     * @param shown whether the profile sees it
     * @param why in one line
     */
    record TimelineLine(
            String post,
            boolean shown,
            @Nullable Who author,
            @Nullable String text,
            @Nullable String about,
            String at,
            String why,
            @Nullable String doubt,
            List<Step> steps) {}

    record Step(String rule, boolean passes, String detail) {}
}
