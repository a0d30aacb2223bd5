package dev.kith.imports

import java.nio.file.Path

/** What the files of the benchmark say, read plainly. */
final class LdbcFiles {

    private final Path folder

    private LdbcFiles(Path folder) {
        this.folder = folder
    }

    static LdbcFiles unpack(Path archive, Path into) {
        def tar = new ProcessBuilder('tar', 'xzf', archive.toAbsolutePath().toString(), '-C', into.toString()).inheritIO().start()
        assert tar.waitFor() == 0
        new LdbcFiles(into.resolve('snb'))
    }

    /** All rows of a table, less the names of its columns. */
    List<String[]> rows(String table) {
        def file = ['dynamic', 'static'].collect { folder.resolve(it).resolve("${table}_0_0.csv").toFile() }.find { it.exists() }
        file.readLines('UTF-8').drop(1).collect { it.split('\\|', -1) }
    }

    /** Each person with those he or she knows, whoever of the two was first. */
    Map<String, Set<String>> friends() {
        def friends = [:].withDefault { [] as Set }
        rows('person_knows_person').each { row ->
            friends[row[0]] << row[1]
            friends[row[1]] << row[0]
        }
        friends
    }

    /** Each person's posts, as {@code [id, text, time, imageFile]}. */
    Map<String, List<List>> posts() {
        def creators = rows('post_hasCreator_person').collectEntries { [it[0], it[1]] }
        rows('post').groupBy { creators[it[0]] }.collectEntries { person, posts ->
            [person, posts.collect { [it[0], it[6] ?: null, it[2] as long, it[1] ?: null] }]
        }
    }

    /** Each person's forums, the moderated ones too. */
    Map<String, Set<String>> forums() {
        (rows('forum_hasMember_person') + rows('forum_hasModerator_person')).groupBy { it[1] }.collectEntries { person, memberships ->
            [person, memberships*.getAt(0) as Set]
        }
    }

    /** Of each message, the tags as hashtags are written. */
    Map<String, Set<String>> hashtags(String table) {
        def names = rows('tag').collectEntries { [it[0], it[1].replaceAll(/[^\p{L}\p{N}_]/, '_').toLowerCase(Locale.ROOT)] }
        rows(table).groupBy { it[0] }.collectEntries { message, tags -> [message, tags.collect { names[it[1]] } as Set] }
    }

    Map<String, Set<String>> interests() {
        def names = rows('tag').collectEntries { [it[0], it[1]] }
        rows('person_hasInterest_tag').groupBy { it[0] }.collectEntries { person, tags ->
            [person, tags.collect { names[it[1]] } as Set]
        }
    }
}
