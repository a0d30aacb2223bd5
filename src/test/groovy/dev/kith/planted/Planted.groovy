package dev.kith.planted

import dev.kith.plantedtoo.PlantedToo
import groovy.transform.CompileStatic
import io.lettuce.core.RedisClient
import io.micronaut.data.annotation.Query
import io.micronaut.http.annotation.Controller
import org.neo4j.driver.Driver
import software.amazon.awssdk.services.s3.S3Client
import software.amazon.awssdk.services.sqs.SqsClient

import java.time.Instant

/** Breaks every rule of the architecture once, so that the rules can be seen to fail. */
@CompileStatic
class Planted {
    Driver driver
    RedisClient redis
    S3Client s3
    SqsClient sqs
    PlantedController controller
    PlantedToo other

    Instant now() {
        Instant.now()
    }

    @Query('SELECT 1')
    int one() {
        1
    }
}

@Controller
class PlantedController {
}

class PlantedRepository {
}
