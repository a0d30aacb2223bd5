package dev.kith.health;

import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;

/** Whether S3 answers. */
@Singleton
final class S3Health implements Dependency {

    private final S3Client s3;

    S3Health(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public void check() {
        s3.listBuckets();
    }
}
