package dev.kith.relation

import groovy.transform.CompileStatic
import groovy.transform.EqualsAndHashCode
import groovy.transform.ToString

/**
 * What lies between two profiles, as the contract has it: a pure model. Each fact is an array of two, first of the one towards the other.
 * Operations are given as a word and who of the two acts, 0 or 1.
 */
@CompileStatic
@EqualsAndHashCode
@ToString(includePackage = false)
final class Pair {

    /** NONE, FOLLOWING, REQUESTED or REJECTED. */
    final List<String> follows
    final List<Boolean> blocks
    final List<Boolean> mutes
    final boolean connected

    static final Pair STRANGERS = new Pair(['NONE', 'NONE'], [false, false], [false, false], false)

    Pair(List<String> follows, List<Boolean> blocks, List<Boolean> mutes, boolean connected) {
        this.follows = follows
        this.blocks = blocks
        this.mutes = mutes
        this.connected = connected
    }

    /** What becomes of the pair, and what who acts is told. */
    @EqualsAndHashCode
    static final class Step {
        final Pair after
        final String answer

        Step(Pair after, String answer) {
            this.after = after
            this.answer = answer
        }
    }

    /** @param isPrivate which of the two are private, all the time */
    Step apply(String operation, int actor, List<Boolean> isPrivate) {
        int other = 1 - actor
        switch (operation) {
            case 'follow':
                if (blocks[actor]) return told('422 blocked')
                if (blocks[other]) return told('404 profile-not-found')
                if (follows[actor] in ['FOLLOWING', 'REQUESTED']) return told("200 ${follows[actor]} false")
                def state = isPrivate[other] ? 'REQUESTED' : 'FOLLOWING'
                return new Step(with(actor, state), "200 $state true")
            case 'unfollow':
                return new Step(follows[actor] in ['FOLLOWING', 'REQUESTED'] ? with(actor, 'NONE') : this, '204')
            case 'remove':
                return new Step(follows[other] == 'FOLLOWING' ? with(other, 'NONE') : this, '204')
            case 'approve':
                if (follows[other] == 'REQUESTED') return new Step(with(other, 'FOLLOWING'), '200 FOLLOWING')
                return told(follows[other] == 'FOLLOWING' ? '200 FOLLOWING' : '404 follow-request-not-found')
            case 'reject':
                return follows[other] == 'REQUESTED'
                        ? new Step(with(other, 'REJECTED'), '204') : told('404 follow-request-not-found')
            case 'block':
                return new Step(new Pair(['NONE', 'NONE'], set(blocks, actor, true), mutes, false), "200 ${!blocks[actor]}")
            case 'unblock':
                return new Step(new Pair(follows, set(blocks, actor, false), mutes, connected), '204')
            case 'mute':
                return blocks[other] ? told('404 profile-not-found')
                        : new Step(new Pair(follows, blocks, set(mutes, actor, true), connected), "200 ${!mutes[actor]}")
            case 'unmute':
                return new Step(new Pair(follows, blocks, set(mutes, actor, false), connected), '204')
            case 'connect':
                if (blocks[actor]) return told('422 blocked')
                if (blocks[other]) return told('404 profile-not-found')
                return new Step(new Pair(follows, blocks, mutes, true), "200 ${!connected}")
            case 'disconnect':
                return new Step(new Pair(follows, blocks, mutes, false), '204')
            case 'read':
                return told(follows[actor] in ['FOLLOWING', 'REQUESTED'] ? "200 ${follows[actor]}" : '404 not-following')
            case 'look there':
                return told([follows[actor] == 'FOLLOWING', follows[actor] == 'REQUESTED', connected, blocks[actor], blocks[other], mutes[actor]].toString())
            case 'look back':
                return told([follows[other] == 'FOLLOWING', follows[other] == 'REQUESTED'].toString())
            default:
                throw new IllegalArgumentException(operation)
        }
    }

    private Step told(CharSequence answer) {
        new Step(this, answer.toString())
    }

    private Pair with(int follower, String state) {
        new Pair(set(follows, follower, state), blocks, mutes, connected)
    }

    private static <T> List<T> set(List<T> pair, int index, T value) {
        index == 0 ? [value, pair[1]] : [pair[0], value]
    }
}
