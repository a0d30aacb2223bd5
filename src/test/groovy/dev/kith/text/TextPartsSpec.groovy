package dev.kith.text

import spock.lang.Specification

class TextPartsSpec extends Specification {

    def 'in "#text" #handles are named and #hashtags are tags'() {
        expect:
        TextParts.of(text) == new TextParts(handles, [], hashtags)

        where:
        text                                    || handles          | hashtags
        null                                    || []               | []
        ''                                      || []               | []
        'no mention, no tag'                    || []               | []
        '@alice and @bob_2!'                    || ['alice', 'bob_2'] | []
        '@Alice @ALICE @alice'                  || ['alice']        | []
        '(@alice),@bob.'                        || ['alice', 'bob'] | []
        'mail alice@example.org'                || []               | []
        '@a is too short'                       || []               | []
        '@' + 'x' * 30 + ' fits'                || ['x' * 30]       | []
        '@' + 'x' * 31 + ' does not'            || []               | []
        '@@alice @alice@bob'                    || []               | []
        '@alicé'                                || []               | []
        '#tea #Tea #TEA'                        || []               | ['tea']
        '#1 is a number, #1st is not'           || []               | ['1st']
        '#Größe #東京 #ไทย #हिन्दी'               || []               | ['größe', '東京', 'ไทย', 'हिन्दी']
        'ﬁrst #ﬁrst ＃full'                      || []               | ['first', 'full']
        'a#b ##c &#39;'                         || []               | []
        '#snake_case.'                          || []               | ['snake_case']
        '#' + 'x' * 100                         || []               | ['x' * 100]
        '#' + 'x' * 101                         || []               | []
        '@alice#tea'                            || ['alice']        | []
    }

    def 'in "#text" communities #communities are named'() {
        expect:
        TextParts.of(text) == new TextParts(handles, communities, [])

        where:
        text                                       || handles     | communities
        '@community:12 and @community:12'          || []          | [12L]
        '(@community:12), @alice'                  || ['alice']   | [12L]
        '@community:12x @community:x @community:'  || []          | []
        '@communities @community'                  || ['communities', 'community'] | []
        '@community:3559317355035102631'           || []          | [3559317355035102631L]
        '@community:9999999999999999999'           || []          | []
    }

    def '"#written" as a hashtag is "#tag"'() {
        expect:
        TextParts.hashtag(written) == tag

        where:
        written     || tag
        'Tea'       || 'tea'
        '#Tea'      || 'tea'
        'ﬁrst'      || 'first'
        'two words' || ''
        '12'        || ''
        ''          || ''
        '#'         || ''
        'a#b'       || ''
        'x' * 101   || ''
    }

    def 'even hostile texts take linear time'() {
        when:
        def found = TextParts.of(text)

        then: 'it came back at all: quadratic search of 5 million characters would not, in any patience'
        found.handles().size() <= 1

        where:
        text << ['@' * 5_000_000, '#' * 5_000_000, '@a' * 2_500_000, '#1' * 2_500_000, '#' + '1' * 5_000_000, '@' + 'x' * 5_000_000]
    }
}
