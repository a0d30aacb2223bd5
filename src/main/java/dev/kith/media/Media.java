package dev.kith.media;

import dev.kith.id.ItemId;
import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ErasedWithProfile;
import dev.kith.web.Problem;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Media, for the features whose items they are attached to. */
@Singleton
public class Media implements ErasedWithProfile {

    private static final int ERASED_AT_ONCE = 1_000;

    private final MediaRepository rows;
    private final Leftovers leftovers;
    private final MediaViews views;

    Media(MediaRepository rows, Leftovers leftovers, MediaViews views) {
        this.rows = rows;
        this.leftovers = leftovers;
        this.views = views;
    }

    /**
     * Attaches media to an item of their owner's, all or none, in the caller's transaction; until it ends nobody else can attach them.
     *
     * @return why none is attached, if so: {@code 404 media-not-found} for what is absent or somebody else's, {@code 422 media-not-ready},
     *     {@code 409 media-attached} for what belongs to another item
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Problem> attach(ItemId item, ProfileId owner, List<MediaId> media) {
        if (media.isEmpty()) {
            return Optional.empty();
        }
        var found = rows.findForUpdate(longs(media)).stream()
                .collect(Collectors.toMap(MediaRow::mediaId, Function.identity()));
        for (var id : media) {
            var row = found.get(id);
            if (row == null || !row.owner().equals(owner)) {
                return Optional.of(Problem.notFound("media", id));
            }
            if (row.state() != MediaState.READY) {
                return Optional.of(
                        Problem.unprocessable("media-not-ready", "Media " + id + " is not ready. Complete it first."));
            }
            if (row.item() != null && !item.equals(row.item())) {
                return Optional.of(Problem.conflict("media-attached", "Media " + id + " belongs to something else."));
            }
        }
        rows.attach(longs(media), item.value());
        return Optional.empty();
    }

    /** Attaches media to an item in place of those that it had, as {@link #attach} does; those that it has no longer are deleted. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Problem> replace(ItemId item, ProfileId owner, List<MediaId> media) {
        var problem = attach(item, owner, media);
        if (problem.isEmpty()) {
            delete(rows.findOfItemsForUpdate(new Long[] {item.value()}).stream()
                    .filter(row -> !media.contains(row.mediaId()))
                    .toList());
        }
        return problem;
    }

    /** Deletes the media of items that are deleted, in the caller's transaction. Their objects are removed soon after. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(Collection<ItemId> items) {
        if (!items.isEmpty()) {
            delete(rows.findOfItemsForUpdate(
                    items.stream().map(ItemId::value).distinct().toArray(Long[]::new)));
        }
    }

    /** Those that are ready, with the URLs of their bytes. Whoever asks has made sure that they may be seen. */
    public Map<MediaId, MediaView> views(Collection<MediaId> wanted) {
        var shown = new HashMap<MediaId, MediaView>();
        if (!wanted.isEmpty()) {
            rows.findReady(longs(wanted)).forEach(row -> shown.put(row.mediaId(), views.of(row)));
        }
        return shown;
    }

    @Override
    @Transactional
    public void erase(ProfileId deleted) {
        while (delete(rows.findOfOwnerForUpdate(deleted.value(), ERASED_AT_ONCE)) == ERASED_AT_ONCE) {
            // as long as there are more
        }
    }

    /** Forgets rows that the transaction holds; answers how many. */
    int delete(List<MediaRow> held) {
        if (!held.isEmpty()) {
            rows.delete(held.stream().map(MediaRow::id).toArray(Long[]::new));
            leftovers.doom(held.stream().flatMap(row -> row.keys().stream()).toList());
        }
        return held.size();
    }

    private static Long[] longs(Collection<MediaId> ids) {
        return ids.stream().map(MediaId::value).distinct().toArray(Long[]::new);
    }
}
