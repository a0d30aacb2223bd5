package dev.kith.media;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Lets nobody wait for S3 without end, and leaves out the checksums that not every store of this kind knows. */
@Singleton
final class S3Tuning implements BeanCreatedEventListener<S3ClientBuilder> {

    private final MediaConfiguration configuration;

    S3Tuning(MediaConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public S3ClientBuilder onCreated(BeanCreatedEvent<S3ClientBuilder> event) {
        var builder = event.getBean();
        return builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .apiCallTimeout(configuration.storeTimeout())
                        .build());
    }
}
