package dev.kith.media;

import io.micronaut.aws.sdk.v2.service.s3.S3ConfigurationProperties;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs URLs with what the client of S3 is configured with. */
@Factory
final class S3Presigning {

    @Singleton
    @Bean(preDestroy = "close")
    S3Presigner presigner(S3Client s3, S3ConfigurationProperties configuration) {
        var client = s3.serviceClientConfiguration();
        return S3Presigner.builder()
                .region(client.region())
                .credentialsProvider(client.credentialsProvider())
                .endpointOverride(client.endpointOverride().orElse(null))
                .serviceConfiguration(configuration.getBuilder().build())
                .build();
    }
}
