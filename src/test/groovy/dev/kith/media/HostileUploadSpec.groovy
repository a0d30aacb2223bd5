package dev.kith.media

import dev.kith.Api
import dev.kith.KithSpec
import io.micrometer.core.instrument.MeterRegistry
import io.micronaut.runtime.server.EmbeddedServer
import io.micronaut.transaction.TransactionOperations
import software.amazon.awssdk.core.sync.RequestBody
import software.amazon.awssdk.services.s3.S3Client
import spock.lang.Shared
import spock.lang.Stepwise
import spock.util.concurrent.PollingConditions

import java.time.Clock
import java.time.Duration

import static dev.kith.media.Files.*

/** What must never be served, tried one after another on an instance with folders of its own; in the end nothing is left in them. */
@Stepwise
class HostileUploadSpec extends KithSpec {

    private static final Map FOLDERS = ['kith.media.upload-prefix': 'hostile/uploads/', 'kith.media.object-prefix': 'hostile/media/']
    private static final byte[] PAGE = '<html><script>alert(1)</script></html>'.bytes

    /** What is uploaded, as what, and what comes of it: the reason of a rejection, or where else it is refused. */
    private static final List<List> UPLOADS = [
            ['a PNG', 'image/jpeg', png(), 'wrong-type'],
            ['a JPEG', 'image/png', jpeg(), 'wrong-type'],
            ['a WebP', 'image/gif', webp(), 'wrong-type'],
            ['a GIF', 'image/webp', gif(), 'wrong-type'],
            ['a GIF', 'video/mp4', gif(), 'wrong-type'],
            ['an MP4', 'image/jpeg', mp4(), 'wrong-type'],
            ['an AVIF', 'video/mp4', joined(ftyp('avif'), box('mdat', new byte[90])), 'wrong-type'],
            ['a page', 'image/jpeg', PAGE, 'wrong-type'],
            ['a page', 'video/mp4', PAGE, 'wrong-type'],
            ['an SVG', 'image/png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'.bytes, 'wrong-type'],
            ['a document', 'image/webp', '%PDF-1.7\n1 0 obj'.bytes, 'wrong-type'],
            ['an archive', 'image/gif', zip(), 'wrong-type'],
            ['a program', 'image/png', 'MZ this program cannot be run in DOS mode'.bytes, 'wrong-type'],
            ['zeros', 'image/png', new byte[5_000], 'wrong-type'],
            ['a page that begins like a GIF', 'image/gif', joined('GIF89a', PAGE), 'malformed'],
            ['a page that begins like a PNG', 'image/png', joined(first(png(), 8), PAGE), 'truncated'],
            ['a page that begins like an MP4', 'video/mp4', joined(ftyp(), PAGE), 'truncated'],
            ['half a JPEG', 'image/jpeg', half(jpeg()), 'truncated'],
            ['half a PNG', 'image/png', half(png()), 'truncated'],
            ['half a GIF', 'image/gif', half(gif()), 'truncated'],
            ['half a WebP', 'image/webp', half(webp()), 'truncated'],
            ['half an MP4', 'video/mp4', half(mp4()), 'truncated'],
            ['a JPEG less its last byte', 'image/jpeg', first(jpeg(), jpeg().length - 1), 'truncated'],
            ['a PNG less its last byte', 'image/png', first(png(), png().length - 1), 'truncated'],
            ['a GIF less its last byte', 'image/gif', first(gif(), gif().length - 1), 'truncated'],
            ['an MP4 less its last byte', 'video/mp4', first(mp4(), mp4().length - 1), 'truncated'],
            ['a JPEG and an archive', 'image/jpeg', joined(jpeg(), zip()), 'trailing-data'],
            ['a PNG and an archive', 'image/png', joined(png(), zip()), 'trailing-data'],
            ['a GIF and an archive', 'image/gif', joined(gif(), zip()), 'trailing-data'],
            ['a WebP and an archive', 'image/webp', joined(webp(), zip()), 'trailing-data'],
            ['an MP4 and an archive', 'video/mp4', joined(mp4(), zip()), 'truncated'],
            ['a JPEG and a page', 'image/jpeg', joined(jpeg(), PAGE), 'trailing-data'],
            ['a PNG and a page', 'image/png', joined(png(), PAGE), 'trailing-data'],
            ['a GIF and a script', 'image/gif', joined(gif(), '=1;alert(1)'), 'trailing-data'],
            ['a WebP and a page', 'image/webp', joined(webp(), PAGE, ' '), 'trailing-data'],
            ['two JPEGs', 'image/jpeg', joined(jpeg(), jpeg()), 'trailing-data'],
            ['a JPEG with a script inside', 'image/jpeg', jpegWith(0xFE, '<SCRIPT src=x></SCRIPT>'.bytes), 'foreign-content'],
            ['a PNG with a page inside', 'image/png', pngWith('tEXt', PAGE), 'foreign-content'],
            ['a GIF with a script inside', 'image/gif', gifWith(0xFE, '<script>alert(1)</script>'.bytes), 'foreign-content'],
            ['a GIF with PHP inside', 'image/gif', gifWith(0xFE, '<?php system($_GET[0])'.bytes), 'foreign-content'],
            ['a WebP with an SVG inside', 'image/webp', chunks('VP8X', vp8x(64, 48), 'VP8L', vp8l(64, 48), 'XMP ', '<svg onload=alert(1)>'.bytes), 'foreign-content'],
            ['a JPEG with a document inside', 'image/jpeg', jpegWith(0xE2, '%PDF-1.4'.bytes), 'foreign-content'],
            ['a PNG with an archive inside', 'image/png', pngWith('prVt', zip()), 'foreign-content'],
            ['an MP4 with a page in a gap', 'video/mp4', joined(ftyp(), box('free', PAGE), moov(9, 9), box('mdat', new byte[99])), 'foreign-content'],
            ['an MP4 with an archive as its data', 'video/mp4', mp4(9, 9, zip()), 'foreign-content'],
            ['a JPEG of 41 megapixels', 'image/jpeg', resizedJpeg(8_200, 5_000), 'too-many-pixels'],
            ['a JPEG of 4 gigapixels', 'image/jpeg', resizedJpeg(65_535, 65_535), 'too-many-pixels'],
            ['a PNG of 4 terapixels', 'image/png', hollowPng(2_000_000, 2_000_000), 'too-many-pixels'],
            ['a PNG of a line of 50 megapixels', 'image/png', hollowPng(50_000_000, 1), 'too-many-pixels'],
            ['a WebP of 268 megapixels', 'image/webp', webp(16_384, 16_384), 'too-many-pixels'],
            ['a GIF of 4 gigapixels', 'image/gif', largeGif(), 'too-many-pixels'],
            ['a PNG of negative size', 'image/png', hollowPng(-1, 100), 'malformed'],
            ['a JPEG without pixels', 'image/jpeg', [0xFF, 0xD8, 0xFF, 0xD9].collect { it as byte } as byte[], 'malformed'],
            ['a JPEG of two frames', 'image/jpeg', jpegWith(0xC0, [8, 0, 9, 0, 9, 1, 1, 17, 0] as byte[]), 'malformed'],
            ['a PNG with a wrong checksum', 'image/png', changed(png(), 40), 'malformed'],
            ['a PNG with an unknown chunk', 'image/png', pngWith('EViL', new byte[9]), 'malformed'],
            ['a GIF with an image out of bounds', 'image/gif', shrunkGif(), 'malformed'],
            ['a WebP that says two sizes', 'image/webp', chunks('VP8X', vp8x(64, 48), 'VP8L', vp8l(65, 48)), 'malformed'],
            ['an MP4 without an index', 'video/mp4', joined(ftyp(), box('mdat', new byte[20])), 'malformed'],
            ['an MP4 of sound only', 'video/mp4', joined(ftyp(), box('moov', box('mvhd', new byte[100])), box('mdat', new byte[9])), 'malformed'],
            ['an MP4 with an unknown box', 'video/mp4', joined(mp4(), box('evil', new byte[20])), 'malformed'],
            ['an MP4 with a box of no length', 'video/mp4', joined(ftyp(), moov(9, 9), big(4, 0), 'mdat', new byte[20]), 'malformed'],
            ['an MP4 with a box of negative length', 'video/mp4', joined(ftyp(), moov(9, 9), big(4, 1), 'mdat', big(8, -5), new byte[20]), 'malformed'],
            ['an MP4 with a box beyond its end', 'video/mp4', joined(ftyp(), big(4, 0x7FFFFFFF), 'moov', new byte[20]), 'truncated'],
            ['an MP4 whose inner boxes overlap', 'video/mp4', joined(ftyp(), box('moov', joined(big(4, 99), 'trak')), box('mdat', new byte[9])), 'malformed']]

    @Shared
    EmbeddedServer service
    @Shared
    EmbeddedServer brief
    @Shared
    Uploading mallory

    def setupSpec() {
        service = kith.service(FOLDERS)
        brief = kith.service(FOLDERS + ['kith.media.upload-ttl': '1s', 'kith.media.complete-within': '1s'])
        def own = new Api(service.URI)
        mallory = new Uploading(own, own.profile())
    }

    def cleanupSpec() {
        [service, brief]*.stop()
    }

    private <T> T bean(Class<T> type) {
        service.applicationContext.getBean(type)
    }

    private List<String> objects() {
        bean(S3Client).listObjectsV2 { it.bucket('kith').prefix('hostile/') }.contents()*.key()
    }

    private Object uploadsGone(String id) {
        assert !objects().contains("hostile/uploads/$id".toString())
        true
    }

    def 'there are 60 and more of them'() {
        expect:
        UPLOADS.size() >= 60
    }

    def '#what as #contentType is rejected: #reason'() {
        given:
        def id = mallory.uploaded(contentType, file)

        when:
        def answer = mallory.complete(id)

        then:
        answer.isProblem(422, 'media-rejected')
        answer.json.reason == reason
        uploadsGone(id)

        and: 'for good'
        mallory.complete(id).json.reason == reason
        mallory.show(id).json.subMap('state', 'rejection', 'url', 'thumbnails') == [state: 'REJECTED', rejection: reason, thumbnails: []]

        where:
        [what, contentType, file, reason] << UPLOADS
    }

    def '#what is not even announced'() {
        expect:
        mallory.announce(fields).isProblem(400, 'malformed')

        where:
        what                   | fields
        'an SVG'               | [type: 'IMAGE', contentType: 'image/svg+xml', sizeBytes: 100]
        'a page'               | [type: 'IMAGE', contentType: 'text/html', sizeBytes: 100]
        'nothing'              | [type: 'IMAGE', contentType: 'image/png', sizeBytes: 0]
        'an image of 11 MB'    | [type: 'IMAGE', contentType: 'image/png', sizeBytes: 11 * 1024 * 1024]
        'a video of 201 MB'    | [type: 'VIDEO', contentType: 'video/mp4', sizeBytes: 201 * 1024 * 1024]
        'an image as a video'  | [type: 'VIDEO', contentType: 'image/png', sizeBytes: 100]
    }

    def 'S3 itself takes no upload #what'() {
        given:
        def announced = mallory.announce('image/png', png()).json

        expect:
        Uploading.put(announced.upload + [url: url(announced.upload.url)], file, announced.upload.headers + headers) == 403
        mallory.complete(announced.id).isProblem(409, 'media-not-uploaded')
        uploadsGone(announced.id)

        where:
        what                    | file                | headers                       | url
        'of no bytes'           | new byte[0]         | [:]                           | { it }
        'that is longer'        | joined(png(), 'x')  | [:]                           | { it }
        'that is shorter'       | half(png())         | [:]                           | { it }
        'of another type'       | png()               | ['content-type': 'text/html'] | { it }
        'to another key'        | png()               | [:]                           | { it.replaceFirst('hostile/uploads/', 'hostile/media/') }
        'with a changed expiry' | png()               | [:]                           | { it.replaceFirst('X-Amz-Expires=300', 'X-Amz-Expires=3000') }
    }

    def 'S3 takes no upload after its time'() {
        given:
        def late = new Uploading(new Api(brief.URI), mallory.owner)
        def announced = late.announce('image/png', png()).json
        sleep(2_500)

        expect:
        Uploading.put(announced.upload, png()) == 403
        uploadsGone(announced.id)
    }

    def 'what was not completed in time is rejected'() {
        given:
        def late = new Uploading(new Api(brief.URI), mallory.owner)
        def id = uploadedInTime(late)
        sleep(1_500)

        when:
        def answer = late.complete(id)

        then: 'or even forgotten, when the sweep was quicker, which may still be removing it then'
        answer.isProblem(answer.status == 404 ? 404 : 422, answer.status == 404 ? 'media-not-found' : 'media-rejected')
        new PollingConditions(timeout: 30).eventually {
            uploadsGone(id)
        }
    }

    def 'a store that takes #what is not believed'() {
        given:
        def id = mallory.announce('image/png', png()).json.id
        bean(S3Client).putObject({ it.bucket('kith').key("hostile/uploads/$id").contentType(contentType) }, RequestBody.fromBytes(file))

        when:
        def answer = mallory.complete(id)

        then:
        answer.isProblem(422, 'media-rejected')
        answer.json.reason == reason
        uploadsGone(id)

        where:
        what           | contentType | file               || reason
        'more bytes'   | 'image/png' | joined(png(), 'x') || 'wrong-size'
        'no bytes'     | 'image/png' | new byte[0]        || 'wrong-size'
        'another type' | 'text/html' | png()              || 'wrong-type'
    }

    def 'other bytes than were announced are refused by S3 or by us'() {
        given:
        def announced = mallory.announce('image/png', png(64, 48), [sha256: 'a' * 64]).json

        when:
        def put = Uploading.put(announced.upload, png(64, 48))
        def answer = mallory.complete(announced.id)

        then:
        put == 200 ? answer.json.reason == 'wrong-checksum' : answer.isProblem(409, 'media-not-uploaded')
        uploadsGone(announced.id)
    }

    def 'what is put after the check is not served'() {
        given:
        def announced = mallory.announce('image/png', png()).json
        Uploading.put(announced.upload, png())
        def media = mallory.complete(announced.id).json

        when: 'the URL is good still'
        def page = Arrays.copyOf(PAGE, png().length)

        then:
        Uploading.put(announced.upload, page) == 200
        Uploading.fetch(media.url).body() == png()
        mallory.complete(media.id).json.subMap('state', 'width') == [state: 'READY', width: 64]
        Uploading.fetch(mallory.show(media.id).json.url).body() == png()
        objects().contains("hostile/uploads/$media.id".toString())
    }

    /** The URL is good for a second only, which may pass before it is used. */
    private static String uploadedInTime(Uploading late) {
        (1..30).findResult {
            def announced = late.announce('image/png', png()).json
            Uploading.put(announced.upload, png()) == 200 ? announced.id : null
        }
    }

    def 'in the end the sweep leaves nothing in S3'() {
        given: 'one more that nobody ever completes'
        uploadedInTime(new Uploading(new Api(brief.URI), mallory.owner))
        def later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10))
        def sweep = new MediaSweep(bean(MediaRepository), bean(Media), bean(Leftovers), bean(S3Objects), bean(TransactionOperations),
                bean(MediaConfiguration), later, bean(MeterRegistry))

        when:
        mallory.api.delete("/v1/profiles/${mallory.owner}")

        then:
        new PollingConditions(timeout: 30).eventually {
            sweep.sweep()
            sweep.sweepUploads()
            assert objects() == []
        }
    }

    private static byte[] largeGif() {
        def file = gif()
        (6..9).each { file[it] = -1 as byte }
        file
    }
}
