package dev.kith.profile

import spock.lang.Specification

class HandlesSpec extends Specification {

    def 'of #name comes #first, and then the same with digits'() {
        when:
        def handles = Handles.of(name, 'alice@example.org')

        then:
        handles.first() ==~ first
        handles.every { it ==~ NewProfile.HANDLE }
        handles.toSet().size() == handles.size()
        handles == Handles.of(name, 'Alice@Example.org')
        handles.drop(1) != Handles.of(name, 'bob@example.org').drop(1)

        where:
        name                    || first
        'Alice Liddell'         || /alice_liddell/
        '  Élise  de l’Été! '   || /elise_de_l_ete/
        'x' * 40                || /x{30}/
        ('x' * 29) + ' y'       || /x{29}/
        'Jo'                    || /jo/
        'J'                     || /user_\d{4}/
        '李明'                    || /user_\d{4}/
        null                    || /user_\d{4}/
    }
}
