package dev.kith.dev

import io.lettuce.core.RedisClient
import org.neo4j.driver.AuthTokens
import org.neo4j.driver.GraphDatabase
import org.postgresql.ds.PGSimpleDataSource
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider
import software.amazon.awssdk.core.sync.RequestBody
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient
import software.amazon.awssdk.regions.Region
import software.amazon.awssdk.services.s3.S3Client
import software.amazon.awssdk.services.s3.model.S3Exception
import software.amazon.awssdk.services.sqs.SqsClient
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.sql.SQLException
import java.util.concurrent.TimeUnit

/** One stack for all features, in order: starting it is what takes time. */
@Stepwise
class EmbeddedStackSpec extends Specification {
    @Shared
    @TempDir
    Path data

    @Shared
    EmbeddedStack stack

    /** How to reach the servers that run. */
    @Shared
    Map<String, Object> access

    def cleanupSpec() {
        stack?.close()
    }

    def 'killed with -9, a process leaves no server behind, and the next one finds the data'() {
        given:
        def command = OwnJvm.command([], StackAlone, [data.toString()])
        def parent = new ProcessBuilder(command).redirectErrorStream(true).start()
        def told = parent.inputReader().lines().takeWhile { it != 'ready' }.toList()
        assert parent.alive: told
        access = told.findAll { it.contains('=') }*.split('=', 2).collectEntries { [it[0], it[1]] }
        def children = parent.descendants().toList()
        postgres('CREATE TABLE first (); SELECT 1')
        neo4j('CREATE (first:First) RETURN 1 AS one')

        when:
        parent.destroyForcibly().waitFor(15, TimeUnit.SECONDS)

        then:
        children.size() > 5
        new PollingConditions(timeout: 30).eventually {
            assert children.every { !Watchdog.runs(it) }
        }

        when:
        stack = EmbeddedStack.start(data)
        access = stack.properties()

        then:
        postgres('SELECT count(*) FROM first') == '0'
        neo4j('MATCH (first:First) RETURN count(first) AS one') == 1
    }

    def 'every server answers its own client'() {
        expect:
        postgres('SELECT 1') == '1'
        neo4j('RETURN 1 AS one') == 1
        redis { it.ping() } == 'PONG'
        sqs { it.createQueue { it.queueName('timelines') }.queueUrl() }.endsWith('/timelines')
        s3(secret()) { it.listObjectsV2 { it.bucket('kith') }.contents() }.empty
    }

    def 'Postgres writes through to the disk before it says that it has written'() {
        expect:
        postgres("SHOW $setting") == value

        where:
        setting              || value
        'fsync'              || 'on'
        'synchronous_commit' || 'on'
        'listen_addresses'   || '127.0.0.1'
    }

    def '#who is turned away without the password'() {
        when:
        attempt(this)

        then:
        thrown(failure)

        where:
        who        | attempt                                                            || failure
        'Postgres' | { it.postgres('SELECT 1', 'guess') }                               || SQLException
        'Neo4j'    | { it.neo4j('RETURN 1 AS one', 'guess') }                           || org.neo4j.driver.exceptions.AuthenticationException
        'S3'       | { it.s3('guess') { it.listObjectsV2 { it.bucket('kith') } } }      || S3Exception
    }

    def 'what lies in the bucket cannot be read without a signature'() {
        given:
        s3(secret()) { it.putObject({ it.bucket('kith').key('a/b.txt') }, RequestBody.fromString('hello')) }

        when:
        def answer = new URI("${access['aws.services.s3.endpoint-override']}/kith/a/b.txt").toURL().openConnection().responseCode

        then:
        answer == 403
    }

    def 'Neo4j reads no files for those who query it'() {
        when:
        neo4j('LOAD CSV FROM "file:///etc/hostname" AS line RETURN line')

        then:
        thrown(org.neo4j.driver.exceptions.ClientException)
    }

    def '#server #ended and started again answers at the same place with what it was told'() {
        given:
        write(this)
        def one = stack.servers().find { it.name() == server }
        def port = one.port()

        when:
        ended == 'killed' ? one.kill() : one.stop()
        one.restart()

        then:
        one.port() == port
        read(this)

        where:
        server     | ended     | write                                                   | read
        'Postgres' | 'killed'  | { it.postgres('CREATE TABLE kept (); SELECT 1') }       | { it.postgres('SELECT count(*) FROM kept') == '0' }
        'Postgres' | 'stopped' | { it.postgres('CREATE TABLE stored (); SELECT 1') }     | { it.postgres('SELECT count(*) FROM stored') == '0' }
        'Neo4j'    | 'stopped' | { it.neo4j('CREATE (k:Kept) RETURN 1 AS one') }         | { it.neo4j('MATCH (k:Kept) RETURN count(k) AS one') == 1 }
        'Redis'    | 'killed'  | { }                                                     | { it.redis { r -> r.ping() } == 'PONG' }
        'SQS'      | 'killed'  | { it.sqs { q -> q.sendMessage { it.queueUrl(q.getQueueUrl { it.queueName('timelines') }.queueUrl()).messageBody('look again') } } } | { it.received() == 'look again' }
        'S3'       | 'killed'  | { }                                                     | { it.s3(it.secret()) { s -> s.getObjectAsBytes { it.bucket('kith').key('a/b.txt') }.asUtf8String() } == 'hello' }
    }

    def 'a stack on the same folder is refused'() {
        when:
        EmbeddedStack.start(data)

        then:
        thrown(DataFolder.Taken)
    }

    def 'emptying a folder leaves what is not the stack\'s own'() {
        given:
        def folder = Files.createTempDirectory('kith')
        Files.createDirectories(folder.resolve('postgres/base'))
        Files.createFile(folder.resolve('mine'))

        when:
        try (def taken = DataFolder.take(folder)) {
            taken.empty()
        }

        then:
        !Files.exists(folder.resolve('postgres'))
        Files.exists(folder.resolve('mine'))

        cleanup:
        DataFolder.delete(folder)
    }

    String secret() {
        access['aws.secret-key']
    }

    String postgres(String sql, String password = secret()) {
        def source = new PGSimpleDataSource(url: access['datasources.default.url'])
        try (def connection = source.getConnection('kith', password); def statement = connection.createStatement()) {
            def rows = statement.execute(sql)
            while (!rows) {
                rows = statement.getMoreResults()
            }
            def row = statement.resultSet
            row.next()
            return row.getString(1)
        }
    }

    def neo4j(String cypher, String password = secret()) {
        try (def driver = GraphDatabase.driver(access['neo4j.uri'] as String, AuthTokens.basic('neo4j', password))) {
            return driver.executableQuery(cypher).execute().records().first().values().first().asObject()
        }
    }

    def redis(Closure work) {
        try (def client = RedisClient.create(access['redis.uri'] as String); def connection = client.connect()) {
            return work(connection.sync())
        }
    }

    def sqs(Closure work) {
        try (def client = SqsClient.builder().endpointOverride(URI.create(access['aws.services.sqs.endpoint-override']))
                .region(Region.of(access['aws.region'])).credentialsProvider(credentials(secret()))
                .httpClient(UrlConnectionHttpClient.create()).build()) {
            return work(client)
        }
    }

    String received() {
        sqs { client ->
            def url = client.getQueueUrl { it.queueName('timelines') }.queueUrl()
            client.receiveMessage { it.queueUrl(url).waitTimeSeconds(2) }.messages().first().body()
        }
    }

    def s3(String password, Closure work) {
        try (def client = S3Client.builder().endpointOverride(URI.create(access['aws.services.s3.endpoint-override']))
                .region(Region.of(access['aws.region'])).credentialsProvider(credentials(password))
                .forcePathStyle(true).httpClient(UrlConnectionHttpClient.create()).build()) {
            return work(client)
        }
    }

    private static credentials(String password) {
        StaticCredentialsProvider.create(AwsBasicCredentials.create('kith', password))
    }
}
