package dev.kith.visibility

import dev.kith.graph.Edge
import dev.kith.graph.Relation
import dev.kith.id.ProfileId
import dev.kith.visibility.Actor.Role
import dev.kith.visibility.Verdict.Reason
import spock.lang.Specification

import java.time.Instant

class VisibilitySpec extends Specification {

    private static final ALICE = new ProfileId(1)
    private static final BOB = new ProfileId(2)
    private static final CAROL = new ProfileId(3)

    def 'a #profile profile as #role is #verdict for a viewer who #relation'() {
        given:
        def viewer = relation == 'is nobody' ? Viewer.NOBODY : viewer(BOB, relation)

        expect:
        Visibility.of(viewer, Item.of(new Actor(BOB, profile == 'private', role))) ==
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
        'private' | Role.AUTHOR    | 'asked it'    || Reason.NOT_FOLLOWING
        'private' | Role.AUTHOR    | 'follows it'  || 'shown'
        'private' | Role.AUTHOR    | 'is blocked'  || Reason.BLOCKED_BY
        'public'  | Role.DOER      | 'knows it not' || 'shown'
        'public'  | Role.DOER      | 'blocks it'   || Reason.BLOCKING
        'private' | Role.DOER      | 'knows it not' || 'shown'
        'private' | Role.DOER      | 'is blocked'  || Reason.BLOCKED_BY
        'private' | Role.MENTIONED | 'is nobody'   || 'shown'
        'private' | Role.MENTIONED | 'knows it not' || 'shown'
    }

    def 'what lies in a #community community and is by a #author author is #verdict for #viewer'() {
        given:
        def place = new Item.Place(7, community == 'private', community != 'hidden', true)
        def looking = viewer == 'nobody' ? Viewer.NOBODY : new Viewer(ALICE, [:], viewer == 'a member' ? [7L] as Set : [] as Set)

        expect:
        Visibility.of(looking, new Item([new Actor(BOB, author == 'private', Role.AUTHOR)], place, false)) ==
                (verdict == 'shown' ? new Verdict.Show() : new Verdict.Hide(verdict))

        where:
        community | author    | viewer       || verdict
        'open'    | 'public'  | 'nobody'     || 'shown'
        'open'    | 'public'  | 'a stranger' || 'shown'
        'open'    | 'private' | 'nobody'     || Reason.NOT_PUBLIC
        'open'    | 'private' | 'a stranger' || Reason.NOT_FOLLOWING
        'open'    | 'private' | 'a member'   || 'shown'
        'private' | 'public'  | 'nobody'     || Reason.NOT_A_MEMBER
        'private' | 'public'  | 'a stranger' || Reason.NOT_A_MEMBER
        'private' | 'private' | 'a member'   || 'shown'
        'hidden'  | 'public'  | 'nobody'     || Reason.NOT_A_MEMBER
        'hidden'  | 'public'  | 'a stranger' || Reason.NOT_A_MEMBER
        'hidden'  | 'public'  | 'a member'   || 'shown'
    }

    def 'a #community community itself is #verdict for #viewer'() {
        given:
        def place = new Item.Place(7, community == 'private', community != 'hidden', false)
        def looking = new Viewer(ALICE, [:], viewer == 'a member' ? [7L] as Set : [] as Set)

        expect:
        Visibility.of(looking, new Item([], place, false)).shown() == (verdict == 'shown')

        where:
        community | viewer       || verdict
        'open'    | 'a stranger' || 'shown'
        'private' | 'a stranger' || 'shown'
        'hidden'  | 'a stranger' || 'hidden'
        'hidden'  | 'a member'   || 'shown'
    }

    def 'a mute hides what comes unasked and nothing else'() {
        expect:
        Visibility.of(viewer(BOB, 'mutes it'), new Item([new Actor(BOB, false, role)], null, feed)) ==
                (verdict == 'shown' ? new Verdict.Show() : new Verdict.Hide(verdict))

        where:
        role           | feed  || verdict
        Role.AUTHOR    | true  || Reason.MUTED
        Role.AUTHOR    | false || 'shown'
        Role.DOER      | true  || Reason.MUTED
        Role.DOER      | false || 'shown'
        Role.MENTIONED | true  || 'shown'
        Role.SUBJECT   | true  || 'shown'
    }

    def 'one is never hidden from oneself'() {
        expect:
        Visibility.of(new Viewer(ALICE, [:], [] as Set), Item.of(new Actor(ALICE, true, role))).shown()

        where:
        role << Role.values()
    }

    def 'one actor is enough to hide an item'() {
        given:
        def viewer = viewer(CAROL, 'is blocked')

        expect:
        Visibility.of(viewer, Item.of(new Actor(BOB, false, Role.AUTHOR), new Actor(CAROL, false, Role.MENTIONED))) ==
                new Verdict.Hide(Reason.BLOCKED_BY)
        Visibility.of(viewer, Item.of()).shown()
    }

    private static Viewer viewer(ProfileId other, String words) {
        def follow = words == 'follows it' ? new Edge(Edge.State.FOLLOWING, Instant.EPOCH, null, null)
                : words == 'asked it' ? new Edge(Edge.State.REQUESTED, Instant.EPOCH, null, null) : null
        new Viewer(ALICE, [(other): new Relation(follow, false, words == 'blocks it', words == 'is blocked', words == 'mutes it')], [] as Set)
    }
}
