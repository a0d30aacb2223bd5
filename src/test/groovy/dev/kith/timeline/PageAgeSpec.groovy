package dev.kith.timeline

import dev.kith.KithSpec

import java.time.Duration

class PageAgeSpec extends KithSpec {

    def 'pages that are made together end at any time of the second half of what they may be kept'() {
        given:
        def seed = new Random().nextLong()
        println "seed $seed"
        def random = new Random(seed)
        def configuration = kith.server.applicationContext.getBean(TimelineConfiguration)
        def longest = configuration.pageAge()

        when:
        def ages = (1..1_000).collect { configuration.pageAge(random) }
        def tenths = ages.countBy { (it.minus(longest.dividedBy(2)).toMillis() * 20).intdiv(longest.toMillis()) }

        then:
        ages.every { it >= longest.dividedBy(2) && it <= longest }
        (0..9).every { tenths[it as long] > 30 }
        longest > Duration.ofMinutes(1)
    }
}
