package dev.kith.notification;

import dev.kith.community.Communities;
import dev.kith.graph.Edge;
import dev.kith.graph.EdgeChange;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.EdgeConsumer;
import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.notification.Ledger.Finding;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notifies of follows, of requests and of their approval, and of who is taken into a community. */
@Singleton
final class EdgeNotices implements EdgeConsumer {

    private static final Set<Kind> MEMBERSHIPS = EnumSet.of(Kind.INVITE, Kind.LEAVE);
    private static final Set<Kind> FOLLOWS = EnumSet.of(
            Kind.FOLLOW, Kind.UNFOLLOW, Kind.REMOVE_FOLLOWER, Kind.APPROVE, Kind.ADMIT, Kind.REJECT, Kind.BLOCK);
    private static final Set<NotificationKind> OF_FOLLOWS =
            EnumSet.of(NotificationKind.FOLLOW, NotificationKind.REQUEST, NotificationKind.APPROVAL);

    private final SocialGraph graph;
    private final BeanProvider<Communities> communities;
    private final EntryRepository entries;
    private final BeanProvider<Ledger> ledger;

    /** Whoever writes edges asks who wants to learn of them, and these write edges too: so they are looked up when they are needed. */
    EdgeNotices(
            SocialGraph graph,
            BeanProvider<Communities> communities,
            EntryRepository entries,
            BeanProvider<Ledger> ledger) {
        this.graph = graph;
        this.communities = communities;
        this.entries = entries;
        this.ledger = ledger;
    }

    @Override
    public Set<Kind> kinds() {
        return Stream.concat(FOLLOWS.stream(), MEMBERSHIPS.stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    }

    /** All at once, under the locks of all of them: each alone would cost as many questions as all together. */
    @Override
    public void changed(List<EdgeChange> changes) {
        var byMembership = changes.stream()
                .collect(Collectors.partitioningBy(change -> MEMBERSHIPS.contains(change.kind()), Collectors.toSet()));
        var memberships = byMembership.getOrDefault(true, Set.of());
        var follows = byMembership.getOrDefault(false, Set.of());
        if (!memberships.isEmpty()) {
            var pairs = memberships.stream().map(EdgeNotices::ends).collect(Collectors.toSet());
            ledger.get().inLine(pairs, () -> memberships(pairs));
        }
        if (!follows.isEmpty()) {
            var pairs = follows.stream().flatMap(EdgeNotices::directions).collect(Collectors.toSet());
            ledger.get()
                    .inLine(
                            pairs.stream().map(EdgeNotices::undirected).collect(Collectors.toSet()),
                            () -> follows(pairs));
        }
    }

    private static Pair ends(EdgeChange change) {
        return new Pair(change.source(), change.target());
    }

    /** A block ends what leads both ways. */
    private static Stream<Pair> directions(EdgeChange change) {
        return change.kind() == Kind.BLOCK ? Stream.of(ends(change), back(ends(change))) : Stream.of(ends(change));
    }

    private static Pair back(Pair pair) {
        return new Pair(/* source= */ pair.target(), /* target= */ pair.source());
    }

    /** Both ways are looked at under one lock. */
    private static Pair undirected(Pair pair) {
        return pair.source() < pair.target() ? pair : back(pair);
    }

    private Finding follows(Set<Pair> pairs) {
        var known = ledger.get().find(pairs.stream().flatMap(EdgeNotices::keys).toList());
        var causes = new ArrayList<Cause>();
        graph.follows(List.copyOf(pairs)).forEach((ends, edge) -> causes.add(cause(ends, edge)));
        return new Finding(news(causes, known), known);
    }

    /** A follow that had to be asked for was let in: that is news to who asked. */
    private static Cause cause(Pair ends, Edge edge) {
        var follower = new ProfileId(ends.source());
        var followee = new ProfileId(ends.target());
        var at = edge.since().toEpochMilli();
        if (edge.state() == Edge.State.REQUESTED) {
            return Cause.once(followee, NotificationKind.REQUEST, itself(followee), follower, at);
        }
        return edge.requestedAt() == null
                ? Cause.once(followee, NotificationKind.FOLLOW, itself(followee), follower, at)
                : Cause.once(follower, NotificationKind.APPROVAL, itself(follower), followee, at);
    }

    private static Stream<EntryRow.Key> keys(Pair ends) {
        return OF_FOLLOWS.stream().map(kind -> {
            var told = kind == NotificationKind.APPROVAL ? ends.source() : ends.target();
            var actor = kind == NotificationKind.APPROVAL ? ends.target() : ends.source();
            return new EntryRow.Key(told, told, kind.name(), actor, 0);
        });
    }

    private Finding memberships(Set<Pair> pairs) {
        var known = entries.ofLines(
                pairs.stream().map(Pair::target).toArray(Long[]::new),
                pairs.stream().map(Pair::source).toArray(Long[]::new),
                NotificationKind.INVITATION.name());
        var invitations = graph.invitations(List.copyOf(pairs));
        var admins = communities
                .get()
                .admins(invitations.keySet().stream()
                        .map(pair -> new CommunityId(pair.target()))
                        .distinct()
                        .toList());
        // who took a profile in stays, whoever is the admin by now
        var inviters = known.stream()
                .filter(EntryRow::stands)
                .collect(Collectors.toMap(
                        entry -> new Pair(entry.recipientId(), entry.subjectId()),
                        entry -> new ProfileId(entry.actorId()),
                        (one, _) -> one));
        var causes = new ArrayList<Cause>();
        invitations.forEach((pair, invitation) -> {
            var admin = admins.get(new CommunityId(pair.target()));
            if (admin != null) {
                causes.add(Cause.once(
                        new ProfileId(pair.source()),
                        NotificationKind.INVITATION,
                        Subject.of(Subject.Kind.COMMUNITY, pair.target()),
                        inviters.getOrDefault(pair, admin),
                        invitation.since().toEpochMilli()));
            }
        });
        return new Finding(news(causes, known), known);
    }

    /** What began long ago is told no more, but stays told. */
    private List<Cause> news(List<Cause> causes, Collection<EntryRow> known) {
        var told = known.stream().filter(EntryRow::stands).map(EntryRow::key).collect(Collectors.toSet());
        return causes.stream()
                .filter(cause -> ledger.get().isNews(cause.at()) || told.contains(cause.key()))
                .toList();
    }

    private static Subject itself(ProfileId profile) {
        return Subject.of(Subject.Kind.PROFILE, profile.value());
    }
}
