package dev.kith

import dev.kith.cli.OpenApi
import org.yaml.snakeyaml.Yaml
import spock.lang.Specification

class OpenApiSpec extends Specification {

    private static final Map API = new Yaml().load(new File('swagger/kith.yml').text) as Map

    def 'swagger/kith.yml is what the code says; `./kith swagger` writes it anew'() {
        expect:
        new File('swagger/kith.yml').text == OpenApi.ofCode()
        API.openapi == '3.1.0'
    }

    def '#operation has a summary, its errors, and examples of what goes in and out'() {
        expect:
        details.summary
        details.tags
        isHealth || errors.any { it.key == '503' }
        errors.every { resolve(it.value).content[operation.contains(' /api/v1/') ? 'application/json' : 'application/problem+json'].example }
        bodies(details).every { it.key.contains('ndjson') || exemplified(resolve(it.value.schema)) }

        where:
        [operation, details] << API.paths.collectMany { path, methods ->
            methods.collect { method, details -> ["$method $path".toString(), details] }
        }
        isHealth = operation.startsWith('get /health')
        errors = details.responses.findAll { it.key >= '400' && !isHealth }
    }

    private static List<Map.Entry> bodies(Map operation) {
        def success = operation.responses.findAll { it.key < '300' }.values()
        ([operation.requestBody] + success).findAll { it?.content }.collectMany { it.content.entrySet().toList() }
    }

    /** Each value has an example somewhere on the way down to it. */
    private static boolean exemplified(Map schema, Set<Map> seen = []) {
        if (schema.example != null || schema.examples || !seen.add(schema)) {
            return true
        }
        if (schema.allOf) {
            return schema.allOf.every { exemplified(resolve(it), seen) }
        }
        if (schema.items) {
            return exemplified(resolve(schema.items), seen)
        }
        schema.properties ? schema.properties.every { exemplified(resolve(it.value), seen) } : schema.type == 'object' || schema == [:]
    }

    private static Map resolve(Map part) {
        part.'$ref' ? (part.'$ref' - '#/').split('/').inject(API) { at, step -> at[step] } as Map : part
    }
}
