package dev.kith

import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import com.tngtech.archunit.lang.ArchRule
import io.micronaut.http.annotation.Controller
import org.jspecify.annotations.NullMarked
import spock.lang.Specification

import java.time.Clock
import java.time.Instant

import static com.tngtech.archunit.base.DescribedPredicate.describe
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices

class ArchitectureSpec extends Specification {

    private static final JavaClasses KITH = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages('dev.kith')
            .that(describe('are written, not generated', { !(it.name =~ /\.\$|\$(Definition|Introspection|Intercepted)/) }))
    private static final JavaClasses PLANTED =
            new ClassFileImporter().importPackages('dev.kith.planted', 'dev.kith.plantedtoo')

    /** From the ground up; a feature may know those before it. */
    private static final List<String> LADDER = [
            'id', 'role', 'web', 'events', 'queue', 'outbox', 'idempotency', 'job', 'graph', 'cache', 'visibility', 'profile', 'snapshot', 'relation', 'community', 'text', 'count', 'media', 'item', 'post', 'comment', 'reaction', 'timeline', 'notification', 'batch', 'recommendation', 'audit', 'reconcile', 'backup', 'connections', 'imports', 'health', 'console']

    private static final Map<String, ArchRule> RULES = [
            'features form no cycles'                    :
                    slices().matching('dev.kith.(*)..').should().beFreeOfCycles(),
            'Neo4j is known to the graph only'           :
                    client('org.neo4j.driver..', 'dev.kith.graph..', 'Neo4j'),
            'Redis is known to the cache only'           :
                    client('io.lettuce..', 'dev.kith.cache..', 'Redis'),
            'S3 is known to its own classes only'        :
                    client('software.amazon.awssdk.services.s3..', 'dev.kith.none..', 'S3'),
            'SQS is known to its own classes only'       :
                    client('software.amazon.awssdk.services.sqs..', 'dev.kith.none..', 'Sqs'),
            'SQL is written in repositories only'        :
                    noClasses().that().haveSimpleNameNotEndingWith('Repository')
                            .should().dependOnClassesThat().haveFullyQualifiedName('io.micronaut.data.annotation.Query')
                            .orShould().dependOnClassesThat().resideInAPackage('org.postgresql..'),
            'repositories stay in their package'         :
                    classes().that().haveSimpleNameEndingWith('Repository').should().bePackagePrivate(),
            'nobody depends on a controller'             :
                    noClasses().that().areNotAnnotatedWith(Controller).and().areTopLevelClasses()
                            .should().dependOnClassesThat().areAnnotatedWith(Controller),
            'time comes from the clock that one is given':
                    noClasses().that().haveSimpleNameNotEndingWith('Clocks')
                            .should().callMethod(Instant, 'now').orShould().callMethod(Clock, 'systemUTC')
                            .orShould().callMethod(System, 'currentTimeMillis')]

    private static ArchRule client(String clientPackage, String home, String prefix) {
        noClasses().that().resideOutsideOfPackage(home).and().haveSimpleNameNotStartingWith(prefix)
                .should().dependOnClassesThat().resideInAPackage(clientPackage)
    }

    def '#rule'() {
        expect:
        RULES[rule].check(KITH)

        where:
        rule << RULES.keySet()
    }

    def 'the rule that #rule can fail'() {
        expect:
        RULES[rule].allowEmptyShould(true).evaluate(PLANTED).hasViolation()

        where:
        rule << RULES.keySet()
    }

    def '#feature knows no feature above it'() {
        given:
        def above = LADDER.drop(LADDER.indexOf(feature) + 1).collect { "dev.kith.${it}.." } as String[]

        expect:
        above.length == 0 || noClasses().that().resideInAPackage("dev.kith.${feature}..")
                .should().dependOnClassesThat().resideInAnyPackage(above)
                .evaluate(KITH).failureReport.details == []

        where:
        feature << LADDER
    }

    def 'every feature has its rung'() {
        expect:
        KITH*.packageName.toSet() - 'dev.kith' == LADDER.collect { "dev.kith.$it".toString() }.toSet()
    }

    def 'every package says what may be null'() {
        expect:
        KITH.findAll { it.simpleName == 'package-info' }.every { it.isAnnotatedWith(NullMarked) }
        KITH.findAll { it.simpleName == 'package-info' }*.packageName.toSet() == KITH*.packageName.toSet()
    }
}
