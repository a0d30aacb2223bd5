package dev.kith.imports

import java.nio.file.Files
import java.nio.file.Path

/** The real networks, which lie beside the project and are not part of it. */
final class SharedData {

    static final String MISSING = 'the data is not here: put it into ../shared/data, or name its folder in KITH_DATA'
    static final Path LDBC = file('ldbc-snb-tiny.tar.gz')
    static final Path SLASHDOT = file('slashdot-follows.csv.gz')

    static boolean has(Path file) {
        Files.isReadable(file)
    }

    private static Path file(String name) {
        Path.of(System.getenv('KITH_DATA') ?: '../shared/data', name)
    }
}
