package dev.kith.cache

import io.lettuce.core.protocol.CommandArgs
import io.netty.buffer.Unpooled
import spock.lang.Specification

class KeyArgsSpec extends Specification {

    def 'they go over the wire as keys that are handed over one by one'() {
        given:
        def together = new KeyArgs()
        def single = new CommandArgs<>(RedisLink.CODEC)
        def one = Unpooled.buffer()
        def other = Unpooled.buffer()

        when:
        keys.each {
            together.key(it)
            single.addKey(it)
        }
        together.encode(one)
        single.encode(other)

        then:
        one == other
        together.count() == single.count()

        where: 'none, the shortest, those about a power of ten, and more than there is room for at first'
        keys << [[], [''], ['k'], ['k' * 9, 'k' * 10, 'k' * 99, 'k' * 100], ['k' * 5_000], (1..300).collect { "stamp:life:{$it}".toString() }]
    }
}
