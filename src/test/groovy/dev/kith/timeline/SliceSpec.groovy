package dev.kith.timeline

import spock.lang.Specification

import java.util.stream.LongStream

class SliceSpec extends Specification {

    def 'ids in any order, some of them twice, some below the floor, are put in order'() {
        expect:
        Slice.of(LongStream.of(5, 1, 9, 5, 3, Long.MAX_VALUE), 2) == new Slice([Long.MAX_VALUE, 9L, 5L, 3L], 2)
        Slice.of(LongStream.empty(), 7) == new Slice([], 7)
    }

    def 'of #found, of which #most were asked for, what is left is above #floor'() {
        expect:
        Slice.found(found, most) == new Slice(found, floor)

        where:
        found           | most || floor
        []              | 3    || 0
        [9L, 7L]        | 3    || 0
        [9L, 7L, 4L]    | 3    || 3
    }

    def 'cut to #most, the floor is what was dropped first'() {
        expect:
        new Slice([9L, 7L, 4L], 2).newest(most) == new Slice(left, floor)

        where:
        most || left         | floor
        4    || [9L, 7L, 4L] | 2
        3    || [9L, 7L, 4L] | 2
        2    || [9L, 7L]     | 4
        1    || [9L]         | 7
    }

    def 'where nothing older than #first belongs, it reaches down to #floor'() {
        expect:
        new Slice([9L, 7L, 4L], 2).from(first) == new Slice(left, floor)

        where:
        first || left         | floor
        1     || [9L, 7L, 4L] | 2
        2     || [9L, 7L, 4L] | 2
        3     || [9L, 7L, 4L] | 0
        7     || [9L, 7L]     | 0
        10    || []           | 0
    }

    def 'merged, they reach down to where one of them ends first'() {
        expect:
        Slice.merge([new Slice([9L, 5L, 3L], 2), new Slice([8L, 5L, 4L], 3), new Slice([6L], 0)]) == new Slice([9L, 8L, 6L, 5L, 4L], 3)
        Slice.merge([]) == new Slice([], 0)
    }

    def 'a page begins after the post before it'() {
        expect:
        new Slice([9L, 7L, 4L], 0).before(before, 2) == page

        where:
        before         || page
        Long.MAX_VALUE || [9L, 7L]
        9              || [7L, 4L]
        8              || [7L, 4L]
        4              || []
    }
}
