package dev.kith.media

import dev.kith.Api
import dev.kith.KithSpec
import dev.kith.id.ItemId
import dev.kith.id.MediaId
import dev.kith.id.ProfileId
import io.micronaut.runtime.server.EmbeddedServer
import io.micronaut.transaction.TransactionOperations
import software.amazon.awssdk.services.s3.S3Client
import spock.lang.Shared

import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors

import static dev.kith.media.Files.*

class MediaRaceSpec extends KithSpec {

    /** When media that expire after 4 s are attached, in ms since they were ready. */
    private static final List<Integer> BEFORE_AND_AFTER = [0, 3_600, 3_900, 4_000, 4_100, 4_800]

    private static final Map FOLDERS = ['kith.media.upload-prefix': 'race/uploads/', 'kith.media.object-prefix': 'race/media/']

    @Shared
    def callers = Executors.newVirtualThreadPerTaskExecutor()
    @Shared
    List<EmbeddedServer> services = []

    def cleanup() {
        services*.stop()
        services.clear()
    }

    def cleanupSpec() {
        callers.close()
    }

    private EmbeddedServer service(Map<String, Object> more = [:]) {
        def service = kith.service(FOLDERS + more)
        services << service
        service
    }

    private List<String> objects(String folder) {
        kith.server.applicationContext.getBean(S3Client).listObjectsV2 { it.bucket('kith').prefix("race/$folder/") }.contents()*.key()
    }

    private <T> List<T> atOnce(List<Closure<T>> works) {
        works.collect { callers.submit(it as Callable) }*.get()
    }

    /** Less the signature, which is another each time. */
    private static String place(String url) {
        URI.create(url).path
    }

    def 'of many who complete on two instances one decides, and all are told the same'() {
        given:
        def instances = [service(), service()]
        def alice = profile()
        def here = instances.collect { new Uploading(new Api(it.URI), alice) }
        def before = objects('media').count { it.endsWith('/original') }

        expect:
        (1..5).every { round ->
            def id = here[0].uploaded('image/png', png())
            def answers = atOnce((0..<8).collect { n -> { -> here[n % 2].complete(id) } })
            assert answers*.status == [200] * 8
            assert answers.collect { place(it.json.url) }.toSet().size() == 1
            assert Uploading.fetch(answers[0].json.url).body() == png()
            objects('uploads').every { !it.endsWith(id) } && objects('media').count { it.endsWith('/original') } == before + round
        }
    }

    def 'what the sweep takes while it is completed is gone, or ready, and nothing in between'() {
        given:
        def brief = service(['kith.media.upload-ttl': '3s', 'kith.media.complete-within': '3s'])
        def sweep = brief.applicationContext.getBean(MediaSweep)
        def alice = new Uploading(new Api(brief.URI), profile())
        def before = objects('media').findAll { it.endsWith('/original') }.toSet()

        when:
        def answers = (1..3).collectMany {
            def announced = (1..12).collect { alice.announce('image/png', png()).json }
            def end = Instant.parse(announced.last().upload.expiresAt)
            assert atOnce(announced.collect { one -> { -> Uploading.put(one.upload, png()) } }).every { it in [200, 403] }: 'a URL may run out before it is used'
            atOnce(announced.withIndex().collect { one, n -> { ->
                sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis() - 360 + 30 * n))
                [one.id, alice.complete(one.id)]
            } } + (1..60).collect { n -> { -> sleep(1_500 + 25 * n); sweep.sweep(); null } }).findAll()
        }
        sweep.sweep()
        println "MediaRaceSpec ${answers.countBy { it[1].status }}"

        then:
        answers.every { id, answer ->
            assert answer.status in [200, 404, 409, 422]
            answer.status != 200 || (alice.show(id).json.state == 'READY' && Uploading.fetch(answer.json.url).statusCode() == 200)
        }
        objects('media').findAll { it.endsWith('/original') }.toSet() - before ==
                answers.findAll { it[1].status == 200 }.collect { place(it[1].json.url) - '/kith/' }.toSet()
        answers.every { id, answer -> !objects('uploads').contains("race/uploads/$id".toString()) }
    }

    def 'what is attached while it expires is kept, or can not be attached'() {
        given:
        def brief = service(['kith.media.unattached-ttl': '4s'])
        def sweep = brief.applicationContext.getBean(MediaSweep)
        def media = brief.applicationContext.getBean(Media)
        def transactions = brief.applicationContext.getBean(TransactionOperations)
        def alice = new Uploading(new Api(brief.URI), profile())

        when:
        def results = (1..3).collectMany { round ->
            def ready = atOnce((1..6).collect { { -> [alice.ready('image/png', png()).id, System.currentTimeMillis()] } })
            atOnce(ready.withIndex().collect { one, n -> { ->
                def (id, since) = one
                sleep(Math.max(0, since + BEFORE_AND_AFTER[n] - System.currentTimeMillis()))
                if (n == 5) {
                    sweep.sweep()
                }
                [id, transactions.executeWrite {
                    media.attach(new ItemId(System.nanoTime()), ProfileId.of(alice.owner), [MediaId.of(id)]).map { it.code() }.orElse('attached')
                }]
            } } + (1..30).collect { n -> { -> sleep(3_000 + 50 * n); sweep.sweep(); null } }).findAll()
        }
        println "MediaRaceSpec ${results.countBy { it[1] }}"

        then:
        results*.getAt(1).toSet() == ['attached', 'media-not-found'] as Set
        results.every { id, result ->
            assert result in ['attached', 'media-not-found']
            (alice.show(id).status == 200) == (result == 'attached')
        }
    }
}
