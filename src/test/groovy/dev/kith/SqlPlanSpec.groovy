package dev.kith

import groovy.json.JsonSlurper
import io.micronaut.data.annotation.Query
import org.flywaydb.core.Flyway
import spock.lang.Shared
import spock.lang.Specification

import java.sql.Connection
import java.sql.DriverManager
import java.time.Instant

/**
 * Every statement that is run often takes a known path, however much there is: over indexes, and of posts over those months alone that their ids
 * tell. The plan is the one that Postgres settles on for a statement that comes again and again.
 */
class SqlPlanSpec extends Specification {

    private static final String DATABASE = 'plans'

    /** Before this, Postgres plans a prepared statement anew each time. */
    private static final int TIMES_UNTIL_SETTLED = 6

    private static final int POSTS = 20_000

    private static final long UNCOUNTED = 1_000_000

    private static final int PAIRS = 20_000

    @Shared
    Connection plans

    def setupSpec() {
        TestKith.running().rows("CREATE DATABASE $DATABASE".toString())
        def stack = TestKith.running().stack.properties()
        def login = [stack['datasources.default.username'], stack['datasources.default.password']] as String[]
        def url = stack['datasources.default.url'].toString().replaceFirst('/[^/]+$', "/$DATABASE")
        Flyway.configure().dataSource(url, *login).locations('classpath:db/migration').load().migrate()
        plans = DriverManager.getConnection(url, *login)
        run(SqlPlanSpec.getResource('/plans.sql').text.replace(':posts', "$POSTS"))
        run('VACUUM ANALYZE')
    }

    def cleanupSpec() {
        plans?.close()
        TestKith.running().rows("DROP DATABASE $DATABASE".toString())
    }

    def '#statement takes its path'() {
        when:
        def plan = settled(statement, parameters)
        def path = path(plan)
        println "$statement: $path"

        then:
        !path.contains('Seq Scan')
        path == expected.trim().replaceAll(/\s+/, ' ')

        where:
        [statement, parameters, expected] << SqlPlans.ALL.collect { [it.key, *it.value] }
    }

    def 'a page of a batch that no statistics tell of yet reads little more than the page'() {
        given:
        plans.autoCommit = false
        run("INSERT INTO batch (id, kind, state, total, settled, heartbeat) VALUES ($UNCOUNTED, 'FOLLOW', 'RUNNING', $PAIRS, false, now())")
        run("INSERT INTO batch_item (batch_id, number, source_id, target_id) SELECT $UNCOUNTED, n, n, n + 1 FROM generate_series(0, $PAIRS - 1) AS n")
        run("INSERT INTO batch_slice (batch_id, number, outcomes) SELECT $UNCOUNTED, n, repeat('c', 200) FROM generate_series(0, $PAIRS / 200 - 1) AS n")

        when:
        def plan = settled('batch.BatchItem.page', [batch: UNCOUNTED, after: PAIRS.intdiv(2), letter: letter, most: 201], 'ANALYZE, BUFFERS')

        then:
        plan['Actual Rows'] == 201
        plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] < 100

        cleanup:
        plans.rollback()
        plans.autoCommit = true

        where:
        letter << [null, 'c']
    }

    /** The plan of a statement that has been run some times. Without ANALYZE nothing is run: what is explained is planned only. */
    private Map settled(String statement, Map<String, Object> values, String options = 'COSTS OFF') {
        def names = []
        def sql = sqlOf(statement).replaceAll(/(?<!:):([a-zA-Z]\w*)/) { all, name ->
            if (!names.contains(name)) {
                names << name
            }
            '$' + (names.indexOf(name) + 1)
        }
        assert names as Set == values.keySet()
        run("PREPARE asked ${listed(names.collect { typeOf(values[it]) })} AS $sql")
        try {
            def explained = (0..TIMES_UNTIL_SETTLED).collect {
                answer("EXPLAIN ($options, FORMAT JSON) EXECUTE asked ${listed(names.collect { literal(values[it]) })}")
            }
            new JsonSlurper().parseText(explained.last())[0].Plan as Map
        } finally {
            run('DEALLOCATE asked')
        }
    }

    /** As it stands on the method of the repository. */
    private static String sqlOf(String statement) {
        def (feature, repository, method) = statement.split(/\./)
        Class.forName("dev.kith.$feature.${repository}Repository").declaredMethods
                .findAll { it.name == method && it.isAnnotationPresent(Query) }*.getAnnotation(Query)*.value().first()
    }

    private static String listed(List<String> values) {
        values ? "(${values.join(', ')})" : ''
    }

    private static String typeOf(Object value) {
        switch (value) {
            case Long: return 'bigint'
            case Integer: return 'integer'
            case Instant: return 'timestamptz'
            case List: return typeOf(value.first()) + '[]'
            default: return 'varchar'
        }
    }

    private static String literal(Object value) {
        switch (value) {
            case null: return 'NULL'
            case List: return "ARRAY[${value.collect { literal(it) }.join(', ')}]"
            case Number: return value.toString()
            default: return "'$value'"
        }
    }

    /** The nodes of a plan, each before those that it reads from. The months of posts are all one. */
    private static String path(Map plan) {
        def parts = (plan.Plans ?: []).collect { ((it['Subplan Name'] ?: '') =~ /^CTE \w+/ ? "${it['Subplan Name']} = " : '') + path(it) }
        def node = node(plan).replaceAll(/post_\d{4}_\d{2}/, 'post_MONTH')
        parts.size() == 1 && !parts[0].startsWith('CTE ') ? "$node > ${parts[0]}" : parts ? "$node (${parts.join('; ')})" : node
    }

    private static String node(Map plan) {
        def type = plan['Node Type']
        switch (type) {
            case 'ModifyTable': return "$plan.Operation ${plan['Relation Name']}"
            case ['Index Scan', 'Index Only Scan', 'Bitmap Index Scan']:
                return type + (plan['Scan Direction'] == 'Backward' ? ' Backward' : '') + " ${plan['Index Name']}" + (plan['Index Cond'] ? '' : ' from its end')
            case 'CTE Scan': return "CTE Scan ${plan['CTE Name']}"
            case 'Function Scan': return plan['Function Name'] ?: 'unnest'
            case 'Seq Scan': return "Seq Scan ${plan['Relation Name']}"
            default: return plan['Join Type'] in [null, 'Inner'] ? type : "$type ${plan['Join Type']}"
        }
    }

    private void run(String sql) {
        plans.createStatement().withCloseable { it.execute(sql) }
    }

    private String answer(String sql) {
        plans.createStatement().withCloseable {
            def found = it.executeQuery(sql)
            found.next()
            found.getString(1)
        }
    }
}
