package dev.kith.visibility

import dev.kith.graph.Relation
import dev.kith.id.ProfileId
import dev.kith.visibility.Actor.Role
import dev.kith.visibility.Verdict.Reason
import spock.lang.Specification

class VisibilitySpec extends Specification {

    private static final ALICE = new ProfileId(1)
    private static final BOB = new ProfileId(2)
    private static final CAROL = new ProfileId(3)

    def 'a #profile profile as #role is #verdict for a viewer who #relation'() {
        given:
        def relations = relation == 'is nobody' ? [:] : [(BOB): of(relation)]
        def viewer = new ViewerRelations(relation == 'is nobody' ? null : ALICE, relations)

        expect:
        Visibility.of(viewer, [new Actor(BOB, profile == 'private', role)]) ==
                (verdict == 'shown' ? new Verdict.Show() : new Verdict.Hide(verdict))

        where:
        profile   | role           | relation      || verdict
        'public'  | Role.SUBJECT   | 'is nobody'   || 'shown'
        'public'  | Role.SUBJECT   | 'knows it not' || 'shown'
        'public'  | Role.SUBJECT   | 'follows it'  || 'shown'
        'public'  | Role.SUBJECT   | 'blocks it'   || Reason.BLOCKING
        'public'  | Role.SUBJECT   | 'is blocked'  || Reason.BLOCKED_BY
        'public'  | Role.AUTHOR    | 'is nobody'   || 'shown'
        'public'  | Role.AUTHOR    | 'knows it not' || 'shown'
        'public'  | Role.AUTHOR    | 'follows it'  || 'shown'
        'public'  | Role.AUTHOR    | 'blocks it'   || Reason.BLOCKING
        'public'  | Role.AUTHOR    | 'is blocked'  || Reason.BLOCKED_BY
        'public'  | Role.MENTIONED | 'is nobody'   || 'shown'
        'public'  | Role.MENTIONED | 'blocks it'   || Reason.BLOCKING
        'public'  | Role.MENTIONED | 'is blocked'  || Reason.BLOCKED_BY
        'private' | Role.SUBJECT   | 'is nobody'   || Reason.NOT_PUBLIC
        'private' | Role.SUBJECT   | 'knows it not' || 'shown'
        'private' | Role.SUBJECT   | 'is blocked'  || Reason.BLOCKED_BY
        'private' | Role.AUTHOR    | 'is nobody'   || Reason.NOT_PUBLIC
        'private' | Role.AUTHOR    | 'knows it not' || Reason.NOT_FOLLOWING
        'private' | Role.AUTHOR    | 'follows it'  || 'shown'
        'private' | Role.AUTHOR    | 'is blocked'  || Reason.BLOCKED_BY
        'private' | Role.MENTIONED | 'is nobody'   || 'shown'
        'private' | Role.MENTIONED | 'knows it not' || 'shown'
    }

    def 'one is never hidden from oneself'() {
        expect:
        Visibility.of(new ViewerRelations(ALICE, [:]), [new Actor(ALICE, true, role)]).shown()

        where:
        role << Role.values()
    }

    def 'one actor is enough to hide an item'() {
        given:
        def viewer = new ViewerRelations(ALICE, [(CAROL): of('is blocked')])

        expect:
        Visibility.of(viewer, [new Actor(BOB, false, Role.AUTHOR), new Actor(CAROL, false, Role.MENTIONED)]) ==
                new Verdict.Hide(Reason.BLOCKED_BY)
        Visibility.of(viewer, []).shown()
    }

    private static Relation of(String words) {
        new Relation(words == 'follows it', words == 'blocks it', words == 'is blocked')
    }
}
