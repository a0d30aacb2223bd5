package dev.kith.media;

import dev.kith.id.ItemId;
import dev.kith.id.ProfileId;
import org.jspecify.annotations.Nullable;

/** Keeps items to which media are attached: told by whoever keeps posts, comments and the like. */
@FunctionalInterface
public interface MediaHolder {

    /** Whether the viewer may see this item; false also for what is not an item of this holder. */
    boolean shows(ItemId item, @Nullable ProfileId viewer);
}
