package dev.kith

import spock.lang.Specification

/**
 * A spec that speaks to the service over HTTP. The service and its stores are shared by all specs, and some run at the same time: each makes its
 * own profiles and looks at those only.
 */
abstract class KithSpec extends Specification {

    protected static TestKith getKith() {
        TestKith.running()
    }

    @Delegate
    protected final Api api = new Api(kith.server.URI)
}
