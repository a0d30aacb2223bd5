package dev.kith.media;

import dev.kith.web.StoreDownException;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The objects in S3. Whatever fails there because S3 does not answer is a {@link StoreDownException}. */
@Singleton
final class S3Objects {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** The key of what was verified is never used for anything else. */
    private static final String CACHE_CONTROL = "public, max-age=31536000, immutable";

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;

    /** How to upload one object. */
    record Upload(String method, String url, Map<String, String> headers) {}

    /** What is known of an object without reading it. */
    record Stored(String etag, long size, @Nullable String contentType) {}

    /** An object as a list names it. */
    record Listed(String key, Instant modified) {}

    /** Some objects, and where to go on; null at the end. */
    record Listing(List<Listed> objects, @Nullable String next) {}

    S3Objects(S3Client s3, S3Presigner presigner, MediaConfiguration configuration) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = configuration.bucket();
    }

    /** Signs an upload of exactly so many bytes of that type and, when given, with that SHA-256 (hexadecimal). Does not ask S3. */
    Upload upload(String key, String contentType, long size, @Nullable String sha256, Duration ttl) {
        var checksum = sha256 == null
                ? null
                : Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
        var put = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .contentLength(size)
                .checksumSHA256(checksum)
                .build();
        var signed = answered(() -> presigner.presignPutObject(
                request -> request.signatureDuration(ttl).putObjectRequest(put)));
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        signed.signedHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                headers.put(name, String.join(",", values));
            }
        });
        return new Upload(signed.httpRequest().method().name(), signed.url().toString(), headers);
    }

    /** A URL under which anybody may read the object for a while. Does not ask S3. */
    URI readUrl(String key, Duration ttl) {
        var signed = answered(() -> presigner.presignGetObject(request -> request.signatureDuration(ttl)
                .getObjectRequest(get -> get.bucket(bucket).key(key))));
        return URI.create(signed.url().toString());
    }

    Optional<Stored> find(String key) {
        return unlessChanged(() -> {
            var found = s3.headObject(request -> request.bucket(bucket).key(key));
            return new Stored(found.eTag(), found.contentLength(), found.contentType());
        });
    }

    /** Reads the object from its beginning; none when it is not the one with this tag any more. To be closed. */
    Optional<InputStream> read(String key, Stored version) {
        return S3ObjectStream.open(from -> open(key, version, from), version.size());
    }

    private Optional<S3ObjectStream.Opened> open(String key, Stored version, long from) {
        return unlessChanged(() -> {
            var stream = s3.getObject(request -> request.bucket(bucket)
                    .key(key)
                    .ifMatch(version.etag())
                    .range(from == 0 ? null : "bytes=" + from + "-"));
            return new S3ObjectStream.Opened(stream, stream::abort);
        });
    }

    /** Copies the object within S3; false when it is not the one with this tag any more. */
    boolean copy(String from, Stored version, String to, String contentType) {
        return unlessChanged(() -> s3.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(from)
                        .copySourceIfMatch(version.etag())
                        .destinationBucket(bucket)
                        .destinationKey(to)
                        .metadataDirective(MetadataDirective.REPLACE)
                        .contentType(contentType)
                        .cacheControl(CACHE_CONTROL)))
                .isPresent();
    }

    void write(String key, ByteBuffer bytes, String contentType) {
        answered(() -> s3.putObject(
                request ->
                        request.bucket(bucket).key(key).contentType(contentType).cacheControl(CACHE_CONTROL),
                RequestBody.fromByteBuffer(bytes)));
    }

    /**
     * Removes objects, of which any may be gone already.
     *
     * @return those that S3 would not remove
     */
    List<String> remove(Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var doomed = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        return answered(() -> s3.deleteObjects(request -> request.bucket(bucket)
                        .delete(delete -> delete.objects(doomed).quiet(true))))
                .errors()
                .stream()
                .map(error -> error.key())
                .toList();
    }

    /** Up to a thousand objects whose keys begin so. */
    Listing list(String prefix, @Nullable String next) {
        var found = answered(() -> s3.listObjectsV2(
                request -> request.bucket(bucket).prefix(prefix).continuationToken(next)));
        var objects = found.contents().stream()
                .map(object -> new Listed(object.key(), object.lastModified()))
                .toList();
        return new Listing(objects, Boolean.TRUE.equals(found.isTruncated()) ? found.nextContinuationToken() : null);
    }

    private static <T> Optional<T> unlessChanged(Supplier<T> question) {
        try {
            return Optional.of(answered(question));
        } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND || refused.statusCode() == PRECONDITION_FAILED) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkClientException silent) {
            throw new StoreDownException("s3", "does not answer", silent);
        } catch (S3Exception refused) {
            if (refused.statusCode() >= SERVER_ERROR || refused.statusCode() == TOO_MANY_REQUESTS) {
                throw new StoreDownException("s3", "fails", refused);
            }
            throw refused;
        }
    }
}
