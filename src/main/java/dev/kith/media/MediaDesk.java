package dev.kith.media;

import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows single media. */
@Singleton
final class MediaDesk {

    private final MediaRepository rows;
    private final MediaViews views;
    private final List<MediaHolder> holders;

    MediaDesk(MediaRepository rows, MediaViews views, List<MediaHolder> holders) {
        this.rows = rows;
        this.views = views;
        this.holders = holders;
    }

    /** To its owner always, to others with the item that it is attached to. */
    Optional<MediaView> show(MediaId id, @Nullable ProfileId viewer) {
        return rows.find(id.value())
                .filter(row -> row.owner().equals(viewer) || isShownWithItem(row, viewer))
                .map(views::of);
    }

    private boolean isShownWithItem(MediaRow row, @Nullable ProfileId viewer) {
        var item = row.item();
        return item != null && holders.stream().anyMatch(holder -> holder.shows(item, viewer));
    }
}
