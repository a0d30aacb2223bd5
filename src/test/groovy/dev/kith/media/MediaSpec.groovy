package dev.kith.media

import dev.kith.Api
import dev.kith.KithSpec
import dev.kith.id.ItemId
import dev.kith.id.MediaId
import dev.kith.id.ProfileId
import io.micronaut.context.ApplicationContext
import io.micronaut.runtime.server.EmbeddedServer
import io.micronaut.transaction.TransactionOperations
import spock.util.concurrent.PollingConditions

import javax.imageio.ImageIO
import java.awt.image.BufferedImage

import static dev.kith.Api.as
import static dev.kith.media.Files.*

class MediaSpec extends KithSpec {

    final Uploading alice = new Uploading(api, profile())

    private static <T> T bean(Class<T> type) {
        kith.server.applicationContext.getBean(type)
    }

    private static <T> T inTransaction(Closure<T> work) {
        bean(TransactionOperations).executeWrite { work.call() } as T
    }

    private static EmbeddedServer serviceWith(MediaHolder holder) {
        ApplicationContext.builder(kith.stack.properties() + ['micronaut.server.port': -1] as Map<String, Object>)
                .singletons(holder).start().getBean(EmbeddedServer).start()
    }

    def 'what is announced is answered with how to upload it'() {
        when:
        def answer = alice.announce('image/png', png())

        then:
        answer.status == 201
        answer.header('location') == "/v1/media/${answer.json.id}"
        answer.json.state == 'PENDING'
        answer.json.upload.method == 'PUT'
        answer.json.upload.headers.collectEntries { [it.key.toLowerCase(), it.value] } ==
                ['content-type': 'image/png', 'content-length': "${png().length}".toString()]
        answer.json.upload.expiresAt ==~ /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/
        alice.show(answer.json.id).json.subMap('state', 'thumbnails', 'url') == [state: 'PENDING', thumbnails: []]
    }

    def 'a #contentType is uploaded, checked and served, with thumbnails'() {
        when:
        def media = alice.ready(contentType, file)

        then:
        media.subMap('ownerId', 'type', 'state', 'contentType', 'sizeBytes', 'width', 'height') ==
                [ownerId: alice.owner, type: type, state: 'READY', contentType: contentType, sizeBytes: file.length, width: width, height: height]

        and: 'its bytes are where its URL says'
        def served = Uploading.fetch(media.url)
        served.statusCode() == 200
        served.body() == file
        served.headers().firstValue('content-type').get() == contentType

        and: 'its thumbnails follow'
        new PollingConditions(timeout: 30).eventually {
            def shown = alice.show(media.id).json
            assert shown.thumbnails.collect { [it.width, it.height] } == thumbnails
            assert shown.thumbnails.every { thumbnail ->
                def answer = Uploading.fetch(thumbnail.url)
                def image = ImageIO.read(new ByteArrayInputStream(answer.body()))
                answer.headers().firstValue('content-type').get() == thumbnailType && [image.width, image.height] == [thumbnail.width, thumbnail.height]
            }
        }

        where:
        contentType  | type    | file                       | width | height | thumbnailType || thumbnails
        'image/jpeg' | 'IMAGE' | jpeg(1600, 1200)           | 1600  | 1200   | 'image/jpeg'  || [[160, 120], [480, 360], [1080, 810]]
        'image/jpeg' | 'IMAGE' | turnedJpeg(600, 300, 6)    | 300   | 600    | 'image/jpeg'  || [[160, 320], [300, 600]]
        'image/png'  | 'IMAGE' | png(500, 100)              | 500   | 100    | 'image/jpeg'  || [[160, 32], [480, 96], [500, 100]]
        'image/png'  | 'IMAGE' | transparentPng(200, 100)   | 200   | 100    | 'image/png'   || [[160, 80], [200, 100]]
        'image/gif'  | 'IMAGE' | gif(320, 160)              | 320   | 160    | 'image/jpeg'  || [[160, 80], [320, 160]]
        'image/webp' | 'IMAGE' | webp(400, 300)             | 400   | 300    | 'image/jpeg'  || [[160, 120], [400, 300]]
        'image/png'  | 'IMAGE' | png(20, 10)                | 20    | 10     | 'image/jpeg'  || [[20, 10]]
        'video/mp4'  | 'VIDEO' | mp4(320, 240)              | 320   | 240    | null          || []
        'video/mp4'  | 'VIDEO' | indexedLast(3_000_000)     | 320   | 240    | null          || []
    }

    def 'thumbnails show the crop, upright, and one more fits into what was asked for'() {
        given: 'an image whose left half is red, cut to its right half, which is blue'
        def media = alice.ready('image/png', png(2000, 1000), [crop: [x: 1000, y: 0, width: 1000, height: 1000], resize: [height: 700]])

        expect:
        new PollingConditions(timeout: 30).eventually {
            def thumbnails = alice.show(media.id).json.thumbnails
            assert thumbnails.collect { [it.width, it.height] } == [[160, 160], [480, 480], [700, 700], [1000, 1000]]
            def image = ImageIO.read(new ByteArrayInputStream(Uploading.fetch(thumbnails[2].url).body())) as BufferedImage
            assert (image.getRGB(20, 350) & 0xFF) > 200 && ((image.getRGB(20, 350) >> 16) & 0xFF) < 60
        }
    }

    def 'an upload with a checksum is held to it'() {
        when:
        def announced = alice.announce('image/png', png(), [sha256: Uploading.sha256(png())])

        then:
        announced.json.upload.headers.keySet()*.toLowerCase().contains('x-amz-checksum-sha256')
        Uploading.put(announced.json.upload, png()) == 200
        alice.complete(announced.json.id).json.state == 'READY'
    }

    def 'an announcement with #wrong is refused for its #field'() {
        when:
        def answer = alice.announce([type: 'IMAGE', contentType: 'image/png', sizeBytes: 1_000] + wrong)

        then:
        answer.isProblem(400, 'malformed')
        answer.violatedFields == [field]

        where:
        wrong                                                  || field
        [ownerId: null]                                        || 'ownerId'
        [type: null]                                           || 'type'
        [type: 'SOUND']                                        || 'type'
        [type: 'VIDEO']                                        || 'contentType'
        [contentType: null]                                    || 'contentType'
        [contentType: 'image/svg+xml']                         || 'contentType'
        [contentType: 'text/html']                             || 'contentType'
        [contentType: 'image/png; charset=x']                  || 'contentType'
        [sizeBytes: null]                                      || 'sizeBytes'
        [sizeBytes: 0]                                         || 'sizeBytes'
        [sizeBytes: 10_485_761]                                || 'sizeBytes'
        [type: 'VIDEO', contentType: 'video/mp4', sizeBytes: 209_715_201] || 'sizeBytes'
        [sha256: 'abc']                                        || 'sha256'
        [resize: [:]]                                          || 'resize'
        [resize: [width: 0]]                                   || 'resize.width'
        [resize: [width: 4_097]]                               || 'resize.width'
        [crop: [x: -1, y: 0, width: 1, height: 1]]             || 'crop.x'
        [crop: [x: 0, y: 0, width: 0, height: 1]]              || 'crop.width'
        [type: 'VIDEO', contentType: 'video/mp4', crop: [x: 0, y: 0, width: 1, height: 1]] || 'crop'
        [colour: 'red']                                        || 'colour'
    }

    def 'nobody announces for nobody, nor for somebody else'() {
        given:
        def fields = [type: 'IMAGE', contentType: 'image/png', sizeBytes: 10]

        expect:
        new Uploading(api, '4711').announce(fields).isProblem(404, 'profile-not-found')
        alice.announce(fields, as(profile())).isProblem(403, 'viewer-mismatch')
    }

    def 'the same key again is told of the same upload'() {
        given:
        def key = ['Idempotency-Key': UUID.randomUUID().toString()]
        def fields = [type: 'IMAGE', contentType: 'image/png', sizeBytes: 10]

        expect:
        alice.announce(fields, key).json == alice.announce(fields, key).json
    }

    def 'only its owner completes it, and not before it has arrived'() {
        given:
        def id = alice.announce('image/png', png()).json.id
        def bob = profile()

        expect:
        alice.complete(id).isProblem(409, 'media-not-uploaded')
        alice.complete(id, bob).isProblem(404, 'media-not-found')
        post("/v1/media/$id/complete", null).isProblem(400, 'viewer-required')
        alice.complete('4711').isProblem(404, 'media-not-found')
    }

    def 'to complete again changes nothing'() {
        given:
        def media = alice.ready('image/png', png())

        expect:
        alice.complete(media.id).json.subMap('id', 'state', 'width') == media.subMap('id', 'state', 'width')
    }

    def 'it is seen by its owner, and once attached by whoever sees what it is attached to'() {
        given: 'an item that bob sees'
        def bob = profile()
        def carol = profile()
        def service = serviceWith({ _, viewer -> viewer?.toString() == bob } as MediaHolder)
        def hers = new Uploading(new Api(service.URI), alice.owner)
        def media = hers.ready('image/png', png())
        def item = new ItemId(1_000_000 + new Random().nextInt(1_000_000_000))

        expect:
        hers.show(media.id).status == 200
        hers.show(media.id, bob).isProblem(404, 'media-not-found')
        hers.show(media.id, null).isProblem(404, 'media-not-found')

        when:
        def refusal = inTransaction { bean(Media).attach(item, ProfileId.of(alice.owner), [MediaId.of(media.id)]) }

        then:
        refusal.empty
        hers.show(media.id, bob).json.id == media.id
        hers.show(media.id, carol).isProblem(404, 'media-not-found')
        hers.show(media.id, null).isProblem(404, 'media-not-found')
        hers.show(media.id).status == 200

        when:
        def views = bean(Media).views([MediaId.of(media.id), new MediaId(4711)])
        inTransaction { bean(Media).release([item]) }

        then:
        views.keySet()*.toString() == [media.id]
        views.values().first().url() != null
        hers.show(media.id).isProblem(404, 'media-not-found')
        bean(Media).views([MediaId.of(media.id)]).isEmpty()

        when:
        bean(MediaSweep).sweep()

        then:
        Uploading.fetch(media.url).statusCode() == 404

        cleanup:
        service?.stop()
    }

    def 'what can not be attached is told'() {
        given:
        def bob = new Uploading(api, profile())
        def ready = MediaId.of(alice.ready('image/png', png()).id)
        def attached = MediaId.of(alice.ready('image/png', png()).id)
        def pending = MediaId.of(alice.announce('image/png', png()).json.id)
        def bobs = MediaId.of(bob.ready('image/png', png()).id)
        def owner = ProfileId.of(alice.owner)
        def attach = { long item, List<MediaId> media -> inTransaction { bean(Media).attach(new ItemId(item), owner, media) }.map { it.code() }.orElse(null) }
        def item = System.nanoTime()

        expect:
        attach(item, []) == null
        attach(item, [attached]) == null
        attach(item, [attached]) == null
        attach(item + 1, [ready, attached]) == 'media-attached'
        attach(item + 1, [ready, pending]) == 'media-not-ready'
        attach(item + 1, [ready, bobs]) == 'media-not-found'
        attach(item + 1, [ready, new MediaId(4711)]) == 'media-not-found'
        attach(item + 1, [ready, ready]) == null
    }

    def 'media of a deleted profile go, and their objects with them'() {
        given:
        def bob = new Uploading(api, profile())
        def media = bob.ready('image/png', png())
        new PollingConditions(timeout: 30).eventually { assert bob.show(media.id).json.thumbnails }

        when:
        delete("/v1/profiles/${bob.owner}")

        then:
        new PollingConditions(timeout: 30).eventually {
            assert bob.show(media.id).isProblem(404, 'media-not-found')
            bean(MediaSweep).sweep()
            assert Uploading.fetch(media.url).statusCode() == 404
        }
    }

    def 'with a CDN URLs lead there'() {
        given:
        def service = kith.service(['kith.media.cdn-base': 'https://cdn.example.org/kith'])
        def media = new Uploading(new Api(service.URI), alice.owner).ready('image/png', png())

        expect:
        media.url ==~ 'https://cdn.example.org/kith/media/[0-9a-f]{32}/original'
        Uploading.fetch(alice.show(media.id).json.url).body() == png()

        cleanup:
        service.stop()
    }

    def 'a service does not start with #wrong'() {
        when:
        kith.service(wrong).stop()

        then:
        def refusal = thrown(Exception)
        causes(refusal).any { it.message =~ /kith\.media|upload-prefix|bucket|imageBytes|image-bytes/ }

        where:
        wrong << [['kith.media.bucket': 'no-such-bucket'], ['kith.media.bucket': ' '], ['kith.media.upload-ttl': '8d', 'kith.media.complete-within': '9d'],
                  ['kith.media.upload-prefix': 'a/', 'kith.media.object-prefix': 'a/b/'], ['kith.media.url-ttl': '0s'], ['kith.media.image-bytes': 0],
                  ['kith.media.cdn-base': 'cdn']]
    }

    private static List<Throwable> causes(Throwable thrown) {
        thrown == null ? [] : [thrown] + causes(thrown.cause)
    }
}
