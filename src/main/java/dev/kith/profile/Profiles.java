package dev.kith.profile;

import dev.kith.cache.Copies;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.outbox.Outbox;
import dev.kith.visibility.Actor;
import dev.kith.visibility.Item;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Json;
import io.micronaut.core.type.Argument;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Profiles, for the other features. */
@Singleton
public class Profiles {

    /** The type of messages that tell of changes. */
    public static final String CHANGED = ProfileChanges.TYPE;

    /** The type of messages that have the graph brought in line with profiles once more, whatever it says of them. */
    public static final String REPAIR = "repair.profile";

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    private static final Copies.Kind<ProfileRepository.Card> CARDS =
            new Copies.Kind<>("card", Argument.of(ProfileRepository.Card.class));
    /** So many of those with a tag are looked at. */
    private static final int MOST_TAGGED = 1_000;

    private final ProfileRepository profiles;
    private final Copies copies;
    private final ProfileNodes nodes;
    private final Viewers viewers;
    private final Outbox outbox;
    private final Ids ids;
    private final TransactionOperations<Connection> transactions;
    private final Json json;

    /**
     * A profile that is asked for.
     *
     * @param createdAt when it came to be elsewhere; null for now
     */
    public record Request(NewProfile profile, @Nullable Instant createdAt) {}

    Profiles(
            ProfileRepository profiles,
            Copies copies,
            ProfileNodes nodes,
            Viewers viewers,
            Outbox outbox,
            Ids ids,
            TransactionOperations<Connection> transactions,
            Json json) {
        this.profiles = profiles;
        this.copies = copies;
        this.nodes = nodes;
        this.viewers = viewers;
        this.outbox = outbox;
        this.ids = ids;
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * Creates profiles, each unless its handle or its user's account type is taken, and right after the commit their nodes. Should the graph
     * not answer then, the outbox makes them later.
     *
     * @return what came of each, in the order of the requests
     */
    public List<Creation> create(List<Request> requests) {
        return transactions.executeWrite(transaction -> {
            var rows = requests.stream().map(this::row).toList();
            var made = new HashSet<>(profiles.insert(json.write(rows)));
            changed(transaction, made);
            var handles = made.size() == rows.size() ? Set.<String>of() : taken(rows, made);
            return rows.stream().map(row -> creation(row, made, handles)).toList();
        });
    }

    /** Those of the ids that stand for profiles, as cards. */
    public Map<ProfileId, ProfileCard> cards(Collection<ProfileId> wanted) {
        var cards = new HashMap<ProfileId, ProfileCard>();
        if (!wanted.isEmpty()) {
            profiles.cards(longs(wanted)).forEach(card -> cards.put(new ProfileId(card.id()), ProfileCard.of(card)));
        }
        return cards;
    }

    /** The same from copies, where there are any: for who reads much, and outside of transactions. */
    public Map<ProfileId, ProfileCard> copiedCards(Collection<ProfileId> wanted) {
        var cards = new HashMap<ProfileId, ProfileCard>();
        copies.of(CARDS, wanted.stream().map(ProfileId::value).toList(), this::read)
                .forEach((id, card) -> cards.put(new ProfileId(id), ProfileCard.of(card)));
        return cards;
    }

    private Map<Long, ProfileRepository.Card> read(Collection<Long> wanted) {
        var cards = new HashMap<Long, ProfileRepository.Card>();
        profiles.cards(wanted.toArray(Long[]::new)).forEach(card -> cards.put(card.id(), card));
        return cards;
    }

    public Optional<ProfileCard> card(ProfileId id) {
        return Optional.ofNullable(cards(List.of(id)).get(id));
    }

    /** Whether there is such a profile and the viewer may see what it says and whom it knows. */
    public boolean mayList(ProfileId owner, @Nullable ProfileId viewer) {
        return card(owner)
                .filter(card -> Visibility.of(viewers.load(viewer, List.of(owner)), Item.of(card.as(Actor.Role.AUTHOR)))
                        .shown())
                .isPresent();
    }

    /** Those of the handles that belong to profiles, as cards. */
    public Map<String, ProfileCard> cardsByHandle(Collection<String> handles) {
        var cards = new HashMap<String, ProfileCard>();
        if (!handles.isEmpty()) {
            profiles.cardsByHandle(handles.toArray(String[]::new))
                    .forEach(card -> cards.put(card.handle(), ProfileCard.of(card)));
        }
        return cards;
    }

    /** Those that share most tags with a profile, and how many; of tags that very many have, some. */
    public Map<ProfileId, Integer> sharingTags(ProfileId profile, int most) {
        var sharing = new HashMap<ProfileId, Integer>();
        profiles.sharingTags(profile.value(), MOST_TAGGED, most)
                .forEach(shared -> sharing.put(new ProfileId(shared.id()), shared.shared()));
        return sharing;
    }

    /** Keeps profiles from being deleted until the caller's transaction ends; answers those that are there. */
    public Set<ProfileId> hold(Collection<ProfileId> wanted) {
        var held = new HashSet<ProfileId>();
        profiles.hold(longs(wanted)).forEach(id -> held.add(new ProfileId(id)));
        return held;
    }

    /** Makes the nodes of those that are profiles but have none yet; answers which are profiles. */
    public Set<ProfileId> ensureNodes(Collection<ProfileId> wanted) {
        return nodes.sync(wanted);
    }

    /** Notes a change in the transaction that makes it, and tells the graph right after the commit. */
    void changed(TransactionStatus<Connection> transaction, Collection<Long> changed) {
        if (changed.isEmpty()) {
            return;
        }
        outbox.changed(ProfileChanges.TYPE, changed);
        transaction.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    nodes.sync(changed.stream().map(ProfileId::new).toList());
                } catch (RuntimeException failed) {
                    LOG.warn("{} profile nodes are left to the outbox: {}", changed.size(), failed.toString());
                }
            }
        });
    }

    private ProfileRow row(Request request) {
        var createdAt = request.createdAt();
        return ProfileRow.of(createdAt == null ? ids.next() : ids.at(createdAt), request.profile());
    }

    /** Of the rows that were not made, the handles that are taken; the others' users have a profile of the type. */
    private Set<String> taken(List<ProfileRow> rows, Set<Long> made) {
        var refused = new ArrayList<String>();
        rows.stream().filter(row -> !made.contains(row.id())).forEach(row -> refused.add(row.handle()));
        return cardsByHandle(refused).keySet();
    }

    private static Creation creation(ProfileRow row, Set<Long> made, Set<String> takenHandles) {
        if (made.contains(row.id())) {
            return new Creation.Created(new ProfileId(row.id()));
        }
        return takenHandles.contains(row.handle())
                ? new Creation.HandleTaken(row.handle())
                : new Creation.UserHasOne(row.userId());
    }

    private static Long[] longs(Collection<ProfileId> ids) {
        return ids.stream().map(ProfileId::value).distinct().toArray(Long[]::new);
    }
}
