package dev.kith.imports;

import dev.kith.id.MalformedId;
import dev.kith.id.ProfileId;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.web.Problem;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** Reads, in one trip, what the profiles named in these fields of the records stand for. */
    Map<String, Long> profilesIn(List<ImportRecord> records, String... fields) {
        Set<String> named = new HashSet<>();
        for (var record : records) {
            for (var field : fields) {
                var importId = importId(record.fields().get(field));
                if (importId != null) {
                    named.add(importId);
                }
            }
        }
        return find(Kind.PROFILE, named);
    }

    /** The profile that a field names. */
    static ProfileId profile(ImportRecord record, String field, Map<String, Long> known) {
        var node = record.fields().get(field);
        if (node == null || node.isNull()) {
            throw Problem.malformed(field, "is required");
        }
        var importId = importId(node);
        if (importId != null) {
            var id = known.get(importId);
            if (id == null) {
                throw Problem.notFound("profile", importId);
            }
            return new ProfileId(id);
        }
        if (node.isString()) {
            try {
                return ProfileId.of(node.getStringValue());
            } catch (MalformedId malformed) {
                throw Problem.malformed(field, String.valueOf(malformed.getMessage()));
            }
        }
        throw Problem.malformed(field, "must be an id in a string, or an object with an importId");
    }

    private static @Nullable String importId(@Nullable JsonNode node) {
        var importId = node != null && node.isObject() ? node.get("importId") : null;
        return importId != null && importId.isString() ? importId.getStringValue() : null;
    }
}
