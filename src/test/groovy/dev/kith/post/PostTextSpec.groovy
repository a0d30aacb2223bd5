package dev.kith.post

import spock.lang.Specification

class PostTextSpec extends Specification {

    def 'in "#text" #handles are named and #hashtags are tags'() {
        expect:
        PostText.of(text) == new PostText(handles, hashtags)

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

    def 'even hostile texts take linear time'() {
        when:
        def found = PostText.of(text)

        then: 'it came back at all: quadratic search of 5 million characters would not, in any patience'
        found.handles().size() <= 1

        where:
        text << ['@' * 5_000_000, '#' * 5_000_000, '@a' * 2_500_000, '#1' * 2_500_000, '#' + '1' * 5_000_000, '@' + 'x' * 5_000_000]
    }
}
