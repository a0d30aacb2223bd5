package dev.kith.media;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.kith.id.Ids;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Shows media: with URLs that lead to the bytes, never with the bytes. A signed URL is given out for half of its time: it need not be signed
 * anew, and whoever has read what it leads to need not read it again.
 */
@Singleton
final class MediaViews {

    private static final int SIGNED_KEPT = 20_000;

    private final MediaConfiguration configuration;
    private final LoadingCache<String, URI> signed;

    MediaViews(S3Objects objects, MediaConfiguration configuration) {
        this.configuration = configuration;
        this.signed = Caffeine.newBuilder()
                .maximumSize(SIGNED_KEPT)
                .expireAfterWrite(configuration.urlTtl().dividedBy(2))
                .build(key -> objects.readUrl(key, configuration.urlTtl()));
    }

    MediaView of(MediaRow row) {
        return new MediaView(
                row.mediaId(),
                row.owner(),
                row.type(),
                row.state(),
                row.contentType(),
                row.sizeBytes(),
                row.width(),
                row.height(),
                row.objectKey() == null ? null : url(row.objectKey()),
                row.thumbnails().stream()
                        .map(thumbnail -> new MediaView.ThumbnailView(
                                thumbnail.width(), thumbnail.height(), url(thumbnail.key())))
                        .toList(),
                row.rejection() == null ? null : row.rejection().reason(),
                Ids.timeOf(row.id()));
    }

    private URI url(String key) {
        var base = configuration.cdnBase();
        if (base == null) {
            return signed.get(key);
        }
        var text = base.toString();
        return URI.create(text + (text.endsWith("/") ? "" : "/") + key);
    }
}
