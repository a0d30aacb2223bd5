package dev.kith.media;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Lets the service not start without its bucket; without S3 it does, since S3 comes back. */
@Context
final class S3Bucket {

    private static final Logger LOG = LoggerFactory.getLogger(S3Bucket.class);

    private final S3Client s3;
    private final String bucket;

    S3Bucket(S3Client s3, MediaConfiguration configuration) {
        this.s3 = s3;
        this.bucket = configuration.bucket();
    }

    @PostConstruct
    void check() {
        try {
            s3.headBucket(request -> request.bucket(bucket));
        } catch (NoSuchBucketException missing) {
            throw new IllegalStateException("kith.media.bucket: there is no bucket " + bucket, missing);
        } catch (SdkException unknown) {
            LOG.warn("whether there is a bucket {} is not known: {}", bucket, unknown.toString());
        }
    }
}
