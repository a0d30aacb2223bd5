package dev.kith.timeline

import dev.kith.timeline.FirstPages.Kept
import dev.kith.timeline.FirstPages.Parts
import dev.kith.timeline.FirstPages.Versions
import spock.lang.Specification

import java.time.Instant

class KeptBytesSpec extends Specification {

    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123)
    private static final Instant UNTIL = Instant.ofEpochMilli(1_700_000_009_999)
    private static final Parts PARTS = new Parts([new ListKey(ListKey.Kind.HOME, 7), new ListKey(ListKey.Kind.SOURCE, -8)], [1L, 2L, Long.MAX_VALUE])
    private static final Versions VERSIONS = new Versions(['3', 'x1z', '801:' + new String([0, -1, 127, -128] as byte[], 'ISO-8859-1'), '0:'], 'epoch.42')

    def 'what is known of a page survives, with the link #link'() {
        when:
        def read = KeptBytes.read(KeptBytes.of(new Kept(PARTS, VERSIONS, new ReadyPage('{"items":[]}'.bytes, link), AT, UNTIL)))

        then:
        [read.parts(), read.versions(), read.at(), read.until()] == [PARTS, VERSIONS, AT, UNTIL]
        read.page().plain() == '{"items":[]}'.bytes
        read.page().link() == link

        where:
        link << [null, '</v1/profiles/1/timelines/home?cursor=x>; rel="next"']
    }

    def 'so do parts without a page'() {
        expect:
        KeptBytes.read(KeptBytes.of(new Kept(PARTS, null, null, AT, UNTIL))) == new Kept(PARTS, null, null, AT, UNTIL)
    }

    def 'what is cut off, empty or of another form is as nothing'() {
        given:
        def whole = KeptBytes.of(new Kept(PARTS, VERSIONS, new ReadyPage('{}'.bytes, null), AT, UNTIL))

        expect:
        (0..<whole.length).every { KeptBytes.read(Arrays.copyOf(whole, it)) == null }
        KeptBytes.read([9, *whole.toList().tail()] as byte[]) == null
    }

    def 'what is broken in one place is something or nothing, but never a failure'() {
        given:
        def whole = KeptBytes.of(new Kept(PARTS, VERSIONS, new ReadyPage('{}'.bytes, null), AT, UNTIL))

        when:
        [0, 1, 0x7f, 0x80, 0xff].each { broken ->
            whole.indices.each { place ->
                def bytes = whole.clone()
                bytes[place] = broken as byte
                KeptBytes.read(bytes)
            }
        }

        then:
        noExceptionThrown()
    }
}
