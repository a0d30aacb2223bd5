package dev.kith.imports;

import dev.kith.id.MalformedId;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.web.Problem;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** References between records: an id of ours in a string, or {@code {"importId": "…"}}. */
@Singleton
final class ImportReferences {

    private final ImportReferenceRepository references;

    ImportReferences(ImportReferenceRepository references) {
        this.references = references;
    }

    /** What these import ids stand for; the unknown ones are absent. */
    Map<String, Long> find(Kind kind, Collection<String> importIds) {
        var found = new HashMap<String, Long>();
        if (!importIds.isEmpty()) {
            references
                    .find(kind.name(), importIds.stream().distinct().toArray(String[]::new))
                    .forEach(reference -> found.put(reference.importId(), reference.id()));
        }
        return found;
    }

    void save(Kind kind, Map<String, Long> made) {
        if (!made.isEmpty()) {
            var importIds = made.keySet().toArray(String[]::new);
            var ids = List.of(importIds).stream().map(made::get).toArray(Long[]::new);
            references.save(kind.name(), importIds, ids);
        }
    }

    /**
     * Reads, in one trip a kind, what is named in these fields of the records.
     *
     * @param fields each with the kind of what it names
     */
    Known resolve(List<ImportRecord> records, Map<String, Kind> fields) {
        var named = new EnumMap<Kind, Set<String>>(Kind.class);
        for (var record : records) {
            fields.forEach((field, kind) -> {
                var importId = importId(record.fields().get(field));
                if (importId != null) {
                    named.computeIfAbsent(kind, some -> new HashSet<>()).add(importId);
                }
            });
        }
        var known = new EnumMap<Kind, Map<String, Long>>(Kind.class);
        named.forEach((kind, importIds) -> known.put(kind, find(kind, importIds)));
        return new Known(fields, known);
    }

    /** What the fields of some records name. */
    record Known(Map<String, Kind> kinds, Map<Kind, Map<String, Long>> ids) {

        /** The id that a field names. */
        long id(ImportRecord record, String field) {
            var node = record.fields().get(field);
            if (node == null || node.isNull()) {
                throw Problem.malformed(field, "is required");
            }
            var importId = importId(node);
            if (importId != null) {
                var kind = Objects.requireNonNull(kinds.get(field));
                var id = ids.getOrDefault(kind, Map.of()).get(importId);
                if (id == null) {
                    throw Problem.notFound(kind.name().toLowerCase(Locale.ROOT), importId);
                }
                return id;
            }
            if (node.isString()) {
                try {
                    return MalformedId.parse(node.getStringValue());
                } catch (MalformedId malformed) {
                    throw Problem.malformed(field, String.valueOf(malformed.getMessage()));
                }
            }
            throw Problem.malformed(field, "must be an id in a string, or an object with an importId");
        }

        /** The fields of a record, with those that name something holding its id. */
        Map<String, JsonNode> fields(ImportRecord record) {
            var fields = new LinkedHashMap<>(record.fields());
            kinds.keySet().stream()
                    .filter(fields::containsKey)
                    .forEach(field -> fields.put(field, JsonNode.createStringNode(Long.toString(id(record, field)))));
            return fields;
        }
    }

    /** The import id in a field that names something by it. */
    static @Nullable String importId(@Nullable JsonNode node) {
        var importId = node != null && node.isObject() ? node.get("importId") : null;
        return importId != null && importId.isString() ? importId.getStringValue() : null;
    }
}
