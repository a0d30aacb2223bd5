package dev.kith.queue

import spock.lang.Specification

class QueueRulesSpec extends Specification {

    private static final String ARN = 'arn:aws:sqs:eu-central-1:000000000000:kith-follows-dead'
    private static final Map<String, String> QUEUE = [
            SqsManagedSseEnabled: 'true', MessageRetentionPeriod: '345600', RedrivePolicy: policy(ARN, 8)]
    private static final Map<String, String> DEAD = [QueueArn: ARN, KmsMasterKeyId: 'alias/kith', MessageRetentionPeriod: '1209600']

    private static String policy(String arn, int receives) {
        """{"deadLetterTargetArn": "$arn", "maxReceiveCount": $receives}"""
    }

    def 'queues that are as they must be have no faults'() {
        expect:
        QueueRules.faults('follows', QUEUE, DEAD) == []
        QueueRules.maxReceives(QUEUE, 3) == 8
        QueueRules.maxReceives([:], 3) == 3
    }

    def '#fault is found'() {
        expect:
        QueueRules.faults('follows', QUEUE + queue, DEAD + dead) == [fault]

        where:
        queue                                      | dead                                        || fault
        [SqsManagedSseEnabled: 'false']            | [:]                                         || 'follows is not encrypted'
        [:]                                        | [KmsMasterKeyId: '']                        || 'the dead letters of follows are not encrypted'
        [RedrivePolicy: '']                        | [:]                                         || 'follows has no redrive policy'
        [RedrivePolicy: policy('arn:elsewhere', 8)] | [:]                                        || "the redrive policy of follows leads elsewhere than to $ARN"
        [RedrivePolicy: policy(ARN, 1)]            | [:]                                         || 'the redrive policy of follows gives messages up at the first failure'
        [FifoQueue: 'true']                        | [:]                                         || 'follows is a FIFO queue, which one bad message holds up'
        [:]                                        | [MessageRetentionPeriod: '60']              || 'the dead letters of follows are kept for less time than its messages'
    }

    def 'settings with #wrong are refused'() {
        given:
        def fields = [prefix: 'kith', create: false, maxReceives: 8, longPoll: '20', visibility: '30', backOff: '2', longestBackOff: '900', receivers: 2, sample: '15'] + wrong
        def values = fields.collect { name, value -> name in ['longPoll', 'visibility', 'backOff', 'longestBackOff', 'sample'] ? java.time.Duration.ofSeconds(value as long) : value }

        when:
        new QueueConfiguration(*values)

        then:
        def refused = thrown(IllegalArgumentException)
        refused.message.startsWith('kith.queues: ')

        where:
        wrong << [[prefix: 'no spaces'], [maxReceives: 0], [longPoll: '21'], [visibility: '1'], [backOff: '901'], [receivers: 0]]
    }
}
