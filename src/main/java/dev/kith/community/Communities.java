package dev.kith.community;

import dev.kith.graph.SocialGraph;
import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.outbox.Outbox;
import dev.kith.outbox.Outbox.Held;
import dev.kith.profile.ErasedWithProfile;
import dev.kith.profile.Profiles;
import dev.kith.visibility.Item;
import dev.kith.visibility.Item.Place;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Json;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Communities, for the other features. */
@Singleton
public class Communities implements ErasedWithProfile {

    /** The type of messages that tell of changes. */
    public static final String CHANGED = CommunityChanges.TYPE;

    /** The type of messages that have the graph brought in line with communities once more, whatever it says of them. */
    public static final String REPAIR = "repair.community";

    private static final Logger LOG = LoggerFactory.getLogger(Communities.class);

    /** For so long founders are left alone to learn whether they may be members: who was told that a community is founded can't lose it to another's answer. */
    private static final Duration FOUNDER_FIRST = Duration.ofSeconds(30);

    /** Of so many of the oldest members, one at least is still there. */
    private static final int CANDIDATES = 100;

    private final CommunityRepository rows;
    private final CommunityNodes nodes;
    private final SocialGraph graph;
    private final Profiles profiles;
    private final Viewers viewers;
    private final Outbox outbox;
    private final Ids ids;
    private final TransactionOperations<Connection> transactions;
    private final Json json;

    /**
     * A community that is asked for.
     *
     * @param createdAt when it came to be elsewhere; null for now
     */
    public record Request(NewCommunity community, @Nullable Instant createdAt) {}

    /** A community as who inspects it sees it. */
    public record Named(CommunityId id, String name, boolean isPrivate, boolean visible, ProfileId admin) {}

    Communities(
            CommunityRepository rows,
            CommunityNodes nodes,
            SocialGraph graph,
            Profiles profiles,
            Viewers viewers,
            Outbox outbox,
            Ids ids,
            TransactionOperations<Connection> transactions,
            Json json) {
        this.rows = rows;
        this.nodes = nodes;
        this.graph = graph;
        this.profiles = profiles;
        this.viewers = viewers;
        this.outbox = outbox;
        this.ids = ids;
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * Founds communities; their admins are members from the beginning. One whose admin may not join any more is given up before it is ever
     * shown. Should the graph not answer, the outbox makes nodes and memberships later. Inside a transaction of the caller's, nodes and memberships are made after that.
     *
     * @return what came of each, in the order of the requests
     */
    public List<Founding> found(List<Request> requests) {
        var asked = new ArrayList<CommunityRow>();
        var admins =
                requests.stream().map(request -> request.community().adminId()).collect(Collectors.toSet());
        for (var request : requests) {
            var createdAt = request.createdAt();
            asked.add(CommunityRow.of(createdAt == null ? ids.next() : ids.at(createdAt), request.community()));
        }
        var held = new HashSet<ProfileId>();
        var made = new HashSet<Long>();
        var refused = new HashMap<Long, Integer>();
        transactions.executeWrite(transaction -> {
            held.addAll(profiles.hold(admins));
            made.addAll(rows.insert(json.write(
                    asked.stream().filter(row -> held.contains(row.admin())).toList())));
            var waiting = outbox.hold(CommunityChanges.TYPE, made, FOUNDER_FIRST);
            transaction.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    refused.putAll(syncNow(made, waiting));
                }
            });
            return made;
        });
        return asked.stream()
                .map(row -> founding(row, held.contains(row.admin()), made.contains(row.id()), refused.get(row.id())))
                .toList();
    }

    /** Where items of these communities belong; those that are deleted are absent. */
    public Map<CommunityId, Place> places(Collection<CommunityId> wanted) {
        var places = new HashMap<CommunityId, Place>();
        if (!wanted.isEmpty()) {
            rows.findAll(wanted.stream().map(CommunityId::value).toArray(Long[]::new))
                    .forEach(row -> places.put(row.communityId(), row.inside()));
        }
        return places;
    }

    /** Who the admins of these communities are; those that are deleted are absent. */
    public Map<CommunityId, ProfileId> admins(Collection<CommunityId> wanted) {
        var admins = new HashMap<CommunityId, ProfileId>();
        if (!wanted.isEmpty()) {
            rows.findAll(wanted.stream().map(CommunityId::value).toArray(Long[]::new))
                    .forEach(row -> admins.put(row.communityId(), row.admin()));
        }
        return admins;
    }

    /** Those of these communities that are not deleted, whoever may see them. */
    public Map<CommunityId, Named> named(Collection<CommunityId> wanted) {
        var named = new HashMap<CommunityId, Named>();
        if (!wanted.isEmpty()) {
            rows.findAll(wanted.stream().map(CommunityId::value).distinct().toArray(Long[]::new))
                    .forEach(row -> named.put(
                            row.communityId(),
                            new Named(row.communityId(), row.name(), row.isPrivate(), row.visible(), row.admin())));
        }
        return named;
    }

    /** Whether the viewer may see what lies in a community that exists. */
    public boolean mayLookInto(CommunityId community, @Nullable ProfileId viewer) {
        return rows.find(community.value())
                .filter(row -> isShown(row.inside(), viewer))
                .isPresent();
    }

    /** The community as the viewer may see it. */
    Optional<CommunityRow> find(CommunityId community, @Nullable ProfileId viewer) {
        return rows.find(community.value()).filter(row -> isShown(row.outside(), viewer));
    }

    /** Hands over the communities of a deleted admin, each to who has been a member longest; one without members is deleted. */
    @Override
    public void erase(ProfileId deleted) {
        for (var id : rows.ofAdmin(deleted.value())) {
            var changed = transactions.executeWrite(transaction -> rows.findForUpdate(id)
                    .filter(row -> row.admin().equals(deleted))
                    .map(row -> {
                        var heir = heir(row);
                        heir.ifPresentOrElse(member -> handOver(row, member), () -> rows.delete(id));
                        noteChange(List.of(id));
                        return id;
                    })
                    .isPresent());
            if (changed) {
                syncNow(List.of(id));
            }
        }
    }

    /** Notes a change in the transaction that makes it. */
    void noteChange(Collection<Long> changed) {
        if (!changed.isEmpty()) {
            outbox.changed(CommunityChanges.TYPE, changed);
        }
    }

    /** Tells the graph, right after the commit; what it can't be told now is left to the outbox. */
    void syncNow(Collection<Long> changed) {
        syncNow(changed, Held.NOTHING);
    }

    private Map<Long, Integer> syncNow(Collection<Long> changed, Held held) {
        if (changed.isEmpty()) {
            return Map.of();
        }
        try {
            var refused = nodes.sync(changed);
            giveUp(refused.keySet());
            outbox.release(held);
            return refused;
        } catch (RuntimeException failed) {
            LOG.warn("{} community nodes are left to the outbox: {}", changed.size(), failed.toString());
            return Map.of();
        }
    }

    /** Takes back communities whose admins can't be members of them. */
    void giveUp(Collection<Long> refused) {
        if (!refused.isEmpty()) {
            transactions.executeWrite(transaction -> {
                refused.forEach(rows::delete);
                noteChange(refused);
                return refused;
            });
        }
    }

    /** Deleted profiles have no cards. */
    private Optional<ProfileId> heir(CommunityRow row) {
        var candidates = graph.oldestMembers(row.communityId(), CANDIDATES);
        var present = profiles.cards(candidates).keySet();
        return candidates.stream().filter(present::contains).findFirst();
    }

    private void handOver(CommunityRow row, ProfileId admin) {
        rows.update(
                row.id(), admin.value(), row.name(), row.description(), row.isPrivate(), row.visible(), row.rules());
    }

    private boolean isShown(Place place, @Nullable ProfileId viewer) {
        return Visibility.of(
                        viewers.load(viewer, List.of(), List.of(place.community())), new Item(List.of(), place, false))
                .shown();
    }

    private static Founding founding(CommunityRow row, boolean held, boolean made, @Nullable Integer limit) {
        if (!held) {
            return new Founding.NoSuchAdmin(row.admin());
        }
        if (limit != null) {
            return new Founding.LimitReached(limit);
        }
        return made ? new Founding.Founded(row.communityId()) : new Founding.IdTaken();
    }
}
