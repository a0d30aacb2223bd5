package dev.kith.imports

import dev.kith.TestKith

import java.nio.file.Files

/** The real network, imported once into what all specs share, by whoever needs it first. None of them changes an edge of it. */
final class Ldbc {

    final LdbcFiles files
    final ImportCommand run

    private Ldbc() {
        def folder = Files.createTempDirectory('ldbc')
        Runtime.runtime.addShutdownHook(new Thread({ folder.toFile().deleteDir() }))
        files = LdbcFiles.unpack(SharedData.LDBC, folder)
        run = ImportCommand.run('ldbc', folder, '--url', TestKith.running().server.URI)
    }

    static Ldbc imported() {
        Holder.LDBC
    }

    private static final class Holder {
        static final Ldbc LDBC = new Ldbc()
    }
}
