package dev.kith.media

import dev.kith.media.MediaInspector.Announced
import dev.kith.media.MediaInspector.Finding
import spock.lang.Specification

import static dev.kith.media.Files.*
import static dev.kith.media.MediaFormat.GIF
import static dev.kith.media.MediaFormat.JPEG
import static dev.kith.media.MediaFormat.MP4
import static dev.kith.media.MediaFormat.PNG
import static dev.kith.media.MediaFormat.WEBP
import static dev.kith.media.Rejection.*

class MediaInspectionSpec extends Specification {

    private static Finding inspect(MediaFormat format, byte[] file, Map more = [:]) {
        new MediaInspector(more.pixels ?: 40_000_000)
                .inspect(new ByteArrayInputStream(file), new Announced(format, file.length, more.sha256, more.crop))
    }

    def '#what is sound, #width x #height'() {
        expect:
        inspect(format, file) == new Finding.Sound(width, height)

        where:
        what                         | format | file                                                       || width | height
        'a JPEG'                     | JPEG   | jpeg(64, 48)                                               || 64    | 48
        'a JPEG on its side'         | JPEG   | turnedJpeg(64, 48, 6)                                      || 48    | 64
        'a JPEG upside down'         | JPEG   | turnedJpeg(64, 48, 3)                                      || 64    | 48
        'a PNG'                      | PNG    | png(64, 48)                                                || 64    | 48
        'a PNG with a text'          | PNG    | pngWith('tEXt', 'Title\0Tea'.bytes)                        || 64    | 48
        'a GIF'                      | GIF    | gif(64, 48)                                                || 64    | 48
        'a GIF with a comment'       | GIF    | gifWith(0xFE, 'tea'.bytes)                                 || 64    | 48
        'a WebP'                     | WEBP   | webp(64, 48)                                               || 64    | 48
        'an extended WebP'           | WEBP   | chunks('VP8X', vp8x(64, 48), 'VP8L', vp8l(64, 48))         || 64    | 48
        'an MP4'                     | MP4    | mp4(320, 240)                                              || 320   | 240
        'an MP4 on its side'         | MP4    | joined(ftyp(), moov(320, 240, [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000]), box('mdat', new byte[9])) || 240 | 320
        'an MP4 with its index last' | MP4    | joined(ftyp(), box('free', new byte[5]), box('mdat', new byte[200_000]), moov(320, 240)) || 320 | 240
        'a small-boxed large MP4'    | MP4    | joined(ftyp(), moov(32, 24), big(4, 1), 'mdat', big(8, 116), new byte[100]) || 32 | 24
    }

    def '#what is refused: #rejection'() {
        expect:
        inspect(format, file) == new Finding.Refused(rejection)

        where:
        what                                 | format | file                                                              || rejection
        'a PNG that should be a JPEG'        | JPEG   | png()                                                             || WRONG_TYPE
        'a text'                             | GIF    | 'hello'.bytes                                                     || WRONG_TYPE
        'nothing'                            | PNG    | new byte[0]                                                       || WRONG_TYPE
        'an AVIF'                            | MP4    | joined(ftyp('avif'), box('mdat', new byte[9]))                    || WRONG_TYPE
        'half a JPEG'                        | JPEG   | half(jpeg())                                                      || TRUNCATED
        'half a PNG'                         | PNG    | half(png())                                                       || TRUNCATED
        'half a GIF'                         | GIF    | half(gif())                                                       || TRUNCATED
        'half a WebP'                        | WEBP   | half(webp())                                                      || TRUNCATED
        'half an MP4'                        | MP4    | half(mp4())                                                       || TRUNCATED
        'a JPEG and a byte'                  | JPEG   | joined(jpeg(), 'x')                                               || TRAILING_DATA
        'a PNG and a byte'                   | PNG    | joined(png(), 'x')                                                || TRAILING_DATA
        'a GIF and a byte'                   | GIF    | joined(gif(), 'x')                                                || TRAILING_DATA
        'a WebP and two bytes'               | WEBP   | joined(webp(), 'xx')                                              || TRAILING_DATA
        'an MP4 and a byte'                  | MP4    | joined(mp4(), 'x')                                                || TRUNCATED
        'an MP4 and a page'                  | MP4    | joined(mp4(), '<html><script>alert(1)</script></html>')           || TRUNCATED
        'a JPEG of two frames'               | JPEG   | jpegWith(0xC0, [8, 0, 9, 0, 9, 1, 1, 17, 0] as byte[])            || MALFORMED
        'a JPEG without pixels'              | JPEG   | [0xFF, 0xD8, 0xFF, 0xD9].collect { it as byte } as byte[]         || MALFORMED
        'a PNG with a wrong checksum'        | PNG    | changed(png(), 40)                                                || MALFORMED
        'a PNG with an unknown chunk'        | PNG    | pngWith('EViL', new byte[1])                                      || MALFORMED
        'a GIF with an image out of bounds'  | GIF    | shrunkGif()                                                       || MALFORMED
        'a WebP that says two sizes'         | WEBP   | chunks('VP8X', vp8x(64, 48), 'VP8L', vp8l(65, 48))                || MALFORMED
        'a WebP with an unknown chunk'       | WEBP   | chunks('VP8X', vp8x(64, 48), 'EVIL', new byte[4], 'VP8L', vp8l(64, 48)) || MALFORMED
        'an MP4 without an index'            | MP4    | joined(ftyp(), box('mdat', new byte[20]))                         || MALFORMED
        'an MP4 with a box of no length'     | MP4    | joined(ftyp(), moov(9, 9), big(4, 0), 'mdat', new byte[20])       || MALFORMED
        'an MP4 with an unknown box'         | MP4    | joined(mp4(), box('evil', new byte[20]))                          || MALFORMED
        'an MP4 of sound only'               | MP4    | joined(ftyp(), box('moov', box('mvhd', new byte[100])), box('mdat', new byte[9])) || MALFORMED
        'an MP4 whose inner boxes overlap'   | MP4    | joined(ftyp(), box('moov', joined(big(4, 99), 'trak')), box('mdat', new byte[9])) || MALFORMED
        'a JPEG with a script inside'        | JPEG   | jpegWith(0xFE, '<ScRiPt>alert(1)</script>'.bytes)                 || FOREIGN_CONTENT
        'a PNG with a page inside'           | PNG    | pngWith('tEXt', '<html>'.bytes)                                   || FOREIGN_CONTENT
        'a GIF with PHP inside'              | GIF    | gifWith(0xFE, '<?php echo 1'.bytes)                               || FOREIGN_CONTENT
        'a JPEG with a document inside'      | JPEG   | jpegWith(0xFE, '%PDF-1.7'.bytes)                                  || FOREIGN_CONTENT
        'a PNG with an archive inside'       | PNG    | pngWith('prVt', zip())                                            || FOREIGN_CONTENT
        'an MP4 with a page at the beginning' | MP4   | mp4(9, 9, joined('<html>', new byte[100]))                        || FOREIGN_CONTENT
        'an MP4 with an archive at the end'  | MP4    | mp4(9, 9, joined(new byte[200_000], zip()))                       || FOREIGN_CONTENT
        'a JPEG of 41 megapixels'            | JPEG   | resizedJpeg(8_200, 5_000)                                         || TOO_MANY_PIXELS
        'a PNG of 4 terapixels'              | PNG    | hollowPng(2_000_000, 2_000_000)                                   || TOO_MANY_PIXELS
        'a WebP of 268 megapixels'           | WEBP   | webp(16_384, 16_384)                                              || TOO_MANY_PIXELS
    }

    def 'what was announced has to hold'() {
        expect:
        inspect(PNG, png(), [sha256: Uploading.sha256(png())]) == new Finding.Sound(64, 48)
        inspect(PNG, png(), [sha256: 'a' * 64]) == new Finding.Refused(WRONG_CHECKSUM)
        inspect(MP4, mp4(9, 9, new byte[500_000]), [sha256: Uploading.sha256(mp4(9, 9, new byte[500_000]))]) == new Finding.Sound(9, 9)
        inspect(PNG, png(), [crop: new Rendering.Crop(0, 0, 64, 48)]) == new Finding.Sound(64, 48)
        inspect(PNG, png(), [crop: new Rendering.Crop(1, 0, 64, 48)]) == new Finding.Refused(CROP_OUTSIDE)
    }

    def 'a #format with any of its bytes changed, or cut anywhere, is found sound or refused, and nothing else'() {
        given:
        def random = new Random(42)

        expect:
        (1..2_000).every {
            def damaged = file.clone()
            (1 + random.nextInt(3)).times { damaged[random.nextInt(damaged.length)] = random.nextInt() as byte }
            inspect(format, first(damaged, random.nextInt(4) ? damaged.length : random.nextInt(damaged.length))) != null
        }

        where:
        format | file
        JPEG   | jpeg()
        PNG    | png()
        GIF    | gif()
        WEBP   | chunks('VP8X', vp8x(64, 48), 'VP8L', vp8l(64, 48))
        MP4    | mp4()
    }
}
