package dev.kith.timeline

import dev.kith.Api
import dev.kith.KithSpec
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

/** A spec of what belongs to home timelines: each is read from lists and from the stores. */
abstract class BothWaysSpec extends KithSpec {

    @Shared
    @AutoCleanup
    EmbeddedServer plain = kith.service('kith.timelines.enabled': false)

    def soon = new PollingConditions(timeout: 30)

    /** Whether these, and no others, are in a home timeline, once what was written has arrived. */
    protected boolean has(String reader, List<String> posts) {
        soon.eventually { assert home(reader) == posts.reverse() }
        true
    }

    /** The ids of all its posts, newest first. */
    protected List<String> home(String reader) {
        def lists = pages("/v1/profiles/$reader/timelines/home", 200)*.id
        assert new Api(plain.URI).pages("/v1/profiles/$reader/timelines/home", 200)*.id == lists
        lists
    }
}
