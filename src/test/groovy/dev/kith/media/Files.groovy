package dev.kith.media

import javax.imageio.ImageIO
import java.awt.Color
import java.awt.image.BufferedImage
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.zip.CRC32

/** Makes the files that specs upload: those of ImageIO's own formats by it, the others by hand. */
class Files {

    /** Red on the left, blue on the right. */
    static BufferedImage picture(int width, int height, int type = BufferedImage.TYPE_INT_RGB) {
        def image = new BufferedImage(width, height, type)
        def graphics = image.createGraphics()
        graphics.color = Color.RED
        graphics.fillRect(0, 0, width.intdiv(2), height)
        graphics.color = Color.BLUE
        graphics.fillRect(width.intdiv(2), 0, width - width.intdiv(2), height)
        graphics.dispose()
        image
    }

    static byte[] encoded(BufferedImage image, String format) {
        def bytes = new ByteArrayOutputStream()
        assert ImageIO.write(image, format, bytes)
        bytes.toByteArray()
    }

    static byte[] jpeg(int width = 64, int height = 48) {
        encoded(picture(width, height), 'jpg')
    }

    static byte[] png(int width = 64, int height = 48) {
        encoded(picture(width, height), 'png')
    }

    static byte[] transparentPng(int width = 64, int height = 48) {
        encoded(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), 'png')
    }

    static byte[] gif(int width = 64, int height = 48) {
        encoded(picture(width, height, BufferedImage.TYPE_BYTE_INDEXED), 'gif')
    }

    /** A lossless WebP of one colour: each of its five codes knows one symbol only, so that a pixel takes no bit at all. */
    static byte[] webp(int width = 64, int height = 48) {
        chunks('VP8L', vp8l(width, height))
    }

    static byte[] vp8l(int width, int height) {
        def bits = new StringBuilder()
        def put = { int value, int count -> count.times { bits << ((value >> it) & 1) } }
        put(width - 1, 14)
        put(height - 1, 14)
        put(0, 4) // no alpha, version 0
        put(0, 3) // no transform, no colour cache, no meta codes
        [10, 200, 30, 255].each { symbol -> put(1, 1); put(0, 1); put(1, 1); put(symbol, 8) }
        put(1, 1); put(0, 1); put(0, 1); put(0, 1)
        while (bits.length() % 8) {
            bits << '0'
        }
        def packed = (0..<bits.length().intdiv(8)).collect { n -> Integer.parseInt(bits.substring(8 * n, 8 * n + 8).reverse(), 2) }
        ([0x2F] + packed + [0] * 4).collect { it as byte } as byte[]
    }

    /** A WebP of these chunks: name, content, name, content … */
    static byte[] chunks(Object... parts) {
        def body = new ByteArrayOutputStream()
        parts.toList().collate(2).each { name, content ->
            body.write((name as String).bytes)
            body.write(little(4, (content as byte[]).length))
            body.write(content as byte[])
            if ((content as byte[]).length % 2) {
                body.write(0)
            }
        }
        joined('RIFF', little(4, body.size() + 4), 'WEBP', body.toByteArray())
    }

    static byte[] mp4(int width = 320, int height = 240, byte[] data = new byte[200]) {
        joined(ftyp(), moov(width, height), box('mdat', data))
    }

    static byte[] indexedLast(int dataBytes) {
        joined(ftyp(), box('mdat', new byte[dataBytes]), moov(320, 240))
    }

    static byte[] ftyp(String brand = 'isom') {
        box('ftyp', joined(brand, big(4, 512), brand == 'isom' ? 'mp41' : brand))
    }

    static byte[] moov(int width, int height, List<Integer> matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000]) {
        def tkhd = box('tkhd', joined(new byte[40], matrix.collect { big(4, it) } as Object[], big(4, width << 16), big(4, height << 16)))
        def hdlr = box('hdlr', joined(new byte[8], 'vide', new byte[13]))
        def stsd = box('stsd', joined(big(4, 0), big(4, 1), box('avc1', new byte[78])))
        def mdia = box('mdia', joined(hdlr, box('minf', box('stbl', stsd))))
        box('moov', joined(box('mvhd', new byte[100]), box('trak', joined(tkhd, mdia))))
    }

    static byte[] box(String name, byte[] content) {
        joined(big(4, content.length + 8), name, content)
    }

    static byte[] pngChunk(String name, byte[] content) {
        def sum = new CRC32()
        sum.update(joined(name, content))
        joined(big(4, content.length), name, content, big(4, sum.value))
    }

    /** A PNG that says it is so large, and holds next to nothing. */
    static byte[] hollowPng(int width, int height) {
        joined(first(png(), 8),
                pngChunk('IHDR', joined(big(4, width), big(4, height), [8, 2, 0, 0, 0] as byte[])),
                pngChunk('IDAT', new byte[10]), pngChunk('IEND', new byte[0]))
    }

    /** A JPEG in which its frame says another size. */
    static byte[] resizedJpeg(int width, int height) {
        def file = jpeg()
        def frame = (0..<file.length).find { (file[it] & 0xFF) == 0xFF && (file[it + 1] & 0xFF) == 0xC0 }
        ByteBuffer.wrap(file).putShort(frame + 5, height as short).putShort(frame + 7, width as short)
        file
    }

    /** A JPEG with one more segment after its beginning. */
    static byte[] jpegWith(int marker, byte[] content, byte[] file = jpeg()) {
        joined(first(file, 2), [0xFF, marker].collect { it as byte } as byte[], big(2, content.length + 2), content, after(file, 2))
    }

    /** A JPEG that says how it has to be turned. */
    static byte[] turnedJpeg(int width, int height, int orientation) {
        def exif = joined('Exif\0\0', 'MM', big(2, 42), big(4, 8), big(2, 1), big(2, 0x0112), big(2, 3), big(4, 1), big(2, orientation), big(2, 0), big(4, 0))
        jpegWith(0xE1, exif, jpeg(width, height))
    }

    /** A GIF with one more extension before its first image. */
    static byte[] gifWith(int label, byte[] content, byte[] file = gif()) {
        def image = 13 + 3 * (2 << (file[10] & 7))
        joined(first(file, image), [0x21, label, content.length].collect { it as byte } as byte[], content, [0] as byte[], after(file, image))
    }

    static byte[] pngWith(String name, byte[] content, byte[] file = png()) {
        joined(first(file, 33), pngChunk(name, content), after(file, 33))
    }

    static byte[] zip() {
        def bytes = new ByteArrayOutputStream()
        new java.util.zip.ZipOutputStream(bytes).withCloseable {
            it.putNextEntry(new java.util.zip.ZipEntry('run.sh'))
            it.write('echo'.bytes)
        }
        bytes.toByteArray()
    }

    static byte[] joined(Object... parts) {
        def bytes = new ByteArrayOutputStream()
        parts.each { part ->
            part instanceof byte[] ? bytes.write(part) :
                    part instanceof Object[] ? bytes.write(joined(part)) : bytes.write(part.toString().getBytes('ISO-8859-1'))
        }
        bytes.toByteArray()
    }

    static byte[] first(byte[] file, int count) {
        Arrays.copyOf(file, count)
    }

    static byte[] after(byte[] file, int count) {
        Arrays.copyOfRange(file, count, file.length)
    }

    static byte[] half(byte[] file) {
        first(file, file.length.intdiv(2))
    }

    static byte[] vp8x(int width, int height) {
        joined(new byte[4], little(3, width - 1), little(3, height - 1))
    }

    static byte[] changed(byte[] file, int at) {
        file[at] = (file[at] ^ 1) as byte
        file
    }

    /** Its canvas is smaller than its image. */
    static byte[] shrunkGif() {
        def file = gif()
        file[6] = 10
        file
    }

    static byte[] big(int size, Number value) {
        after(ByteBuffer.allocate(8).putLong(value.longValue()).array(), 8 - size)
    }

    static byte[] little(int size, Number value) {
        first(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value.longValue()).array(), size)
    }
}
