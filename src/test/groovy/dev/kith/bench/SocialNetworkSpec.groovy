package dev.kith.bench

import groovy.json.JsonSlurper
import spock.lang.Specification

class SocialNetworkSpec extends Specification {
    static final NETWORK = SocialNetwork.of(1, 200)

    def 'the same seed makes the same network, another seed another'() {
        expect:
        SocialNetwork.of(1, 200).records().toList() == NETWORK.records().toList()
        SocialNetwork.of(2, 200).records().toList() != NETWORK.records().toList()
    }

    def 'profiles come before the follows and posts that need them'() {
        expect:
        NETWORK.records().map { (it =~ /"kind":"(\w+)"/)[0][1] }.distinct().toList() == ['profile', 'follow', 'post']
        NETWORK.records().count() == 200 + NETWORK.followCount() + NETWORK.postCount()
    }

    def 'nobody follows themselves, and the first are followed more than the last'() {
        given:
        def followers = (0..<200).collect { followee -> (0..<200).count { NETWORK.follows(it, followee) } }

        expect:
        (0..<200).every { !NETWORK.follows(it, it) }
        followers.take(20).sum() > 2 * followers.takeRight(20).sum()
    }

    def 'new follows are of pairs that do not follow, each once, until there are none left'() {
        given:
        def requests = new NetworkRequests(NETWORK, (0..<200).collect { "$it".toString() } as String[]).newFollows()
        def random = new SplittableRandom(1)

        when:
        def pairs = (1..200 * 199 - NETWORK.followCount()).collect { requests.next(random).path() }

        then:
        pairs.toSet().size() == pairs.size()
        pairs.every {
            def (follower, followee) = it.findAll(/\d+/).drop(1)*.toInteger()
            follower != followee && !NETWORK.follows(follower, followee)
        }

        when:
        requests.next(random)

        then:
        thrown(BenchFailure)
    }

    def 'a follow check expects what the network says'() {
        given:
        def requests = new NetworkRequests(NETWORK, (0..<200).collect { "$it".toString() } as String[]).followChecks()
        def random = new SplittableRandom(1)

        expect:
        (1..1_000).every {
            def check = requests.next(random)
            def (follower, followee) = check.path().findAll(/\d+/).drop(1)*.toInteger()
            check.expected() == (NETWORK.follows(follower, followee) ? 200 : 404)
        }
    }

    def 'half of the follow checks are of pairs that follow'() {
        given:
        def requests = new NetworkRequests(NETWORK, (0..<200).collect { "$it".toString() } as String[]).followChecks()
        def random = new SplittableRandom(1)

        expect:
        Math.abs(500 - (1..1_000).count { requests.next(random).expected() == 200 }) < 60
    }

    def 'a look-up asks of one profile how it stands to so many others'() {
        given:
        def requests = new NetworkRequests(NETWORK, (0..<200).collect { "$it".toString() } as String[]).lookups(100)
        def random = new SplittableRandom(1)

        expect:
        (1..100).every {
            def asked = new JsonSlurper().parseText(requests.next(random).json())
            asked.sourceIds.size() == 1 && asked.targetIds.size() == 100 && (asked.sourceIds + asked.targetIds).toSet().size() == 101
        }
    }
}
