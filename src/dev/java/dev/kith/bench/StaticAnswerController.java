package dev.kith.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;

/** Answers bytes that lie in memory: what the HTTP server alone can do, as the measure of everything that asks a store. */
@Controller(StaticAnswerController.PATH)
@Requires(property = StaticAnswerController.SWITCH)
class StaticAnswerController {
    static final String PATH = "/bench/static-answer";
    static final String SWITCH = "kith.bench.static-answer";

    private volatile byte[] answer = {};

    @Put
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    void set(@Body byte[] bytes) {
        answer = bytes;
    }

    @Get
    byte[] get() {
        return answer;
    }
}
