package dev.kith.media

import dev.kith.media.Rendering.Resize
import spock.lang.Specification

class ThumbnailSizesSpec extends Specification {

    def 'thumbnails of #width x #height, with #resize asked for, are #sizes'() {
        expect:
        ThumbnailSizes.of(new ImageSize(width, height), resize).collect { [it.width(), it.height()] } == sizes

        where:
        width  | height | resize                  || sizes
        1600   | 1200   | null                    || [[160, 120], [480, 360], [1080, 810]]
        300    | 300    | null                    || [[160, 160], [300, 300]]
        100    | 50     | null                    || [[100, 50]]
        1      | 1      | null                    || [[1, 1]]
        10_000 | 1      | null                    || [[160, 1], [480, 1], [1080, 1]]
        1_000  | 40_000 | null                    || [[16, 640], [48, 1920], [108, 4320]]
        1600   | 1200   | new Resize(800, null)   || [[160, 120], [480, 360], [800, 600], [1080, 810]]
        1600   | 1200   | new Resize(null, 600)   || [[160, 120], [480, 360], [800, 600], [1080, 810]]
        1600   | 1200   | new Resize(100, 100)    || [[100, 75], [160, 120], [480, 360], [1080, 810]]
        300    | 300    | new Resize(4096, 4096)  || [[160, 160], [300, 300]]
        1_000  | 40_000 | new Resize(1_000, null) || [[16, 640], [48, 1920], [102, 4096], [108, 4320]]
    }
}
