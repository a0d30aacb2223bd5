package dev.kith.imports;

import dev.kith.imports.ImportOutcome.Created;
import dev.kith.imports.ImportOutcome.Existing;
import dev.kith.imports.ImportOutcome.Rejected;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.validation.validator.Validator;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes in records that make rows. A row and the note of which record made it are committed together, so a record makes its row once, however
 * often it is sent.
 *
 * @param <R> what the feature is asked with
 */
abstract class CreatingImport<R> implements KindImport {

    private final ImportReferences references;
    private final TransactionOperations<Connection> transactions;
    private final JsonMapper json;
    private final Validator validator;

    /** The id of what was made, or why it was not. */
    sealed interface Making {
        record Made(long id) implements Making {}

        record Refused(Problem problem) implements Making {}
    }

    CreatingImport(
            ImportReferences references,
            TransactionOperations<Connection> transactions,
            JsonMapper json,
            Validator validator) {
        this.references = references;
        this.transactions = transactions;
        this.json = json;
        this.validator = validator;
    }

    /** The record with everything that names something in a field of its own. */
    ImportRecord prepare(ImportRecord record) {
        return record;
    }

    /** What to ask the feature for, of a record; a {@link Problem} when the record won't do. */
    abstract R request(ImportRecord record, ImportReferences.Known known);

    /** The fields that name something else, each with its kind. */
    abstract Map<String, Kind> references();

    abstract List<Making> make(List<R> requests);

    @Override
    public final boolean needs(ImportRecord record, Set<String> importIds) {
        return references().entrySet().stream()
                .filter(reference -> reference.getValue() == kind())
                .map(reference -> ImportReferences.importId(record.fields().get(reference.getKey())))
                .anyMatch(importId -> importId != null && importIds.contains(importId));
    }

    @Override
    public List<ImportOutcome> run(List<ImportRecord> sent) {
        var records = sent.stream().map(this::prepare).toList();
        return transactions.executeWrite(transaction -> {
            var existing = references.find(
                    kind(), records.stream().map(ImportRecord::importId).toList());
            var known = references.resolve(records, references());
            var outcomes = new HashMap<ImportRecord, ImportOutcome>();
            var requests = new LinkedHashMap<String, R>();
            var asking = new ArrayList<ImportRecord>();
            for (var record : records) {
                if (existing.containsKey(record.importId()) || requests.containsKey(record.importId())) {
                    outcomes.put(record, new Existing());
                    continue;
                }
                try {
                    requests.put(record.importId(), request(record, known));
                    asking.add(record);
                } catch (Problem problem) {
                    outcomes.put(record, new Rejected(problem));
                }
            }
            var made = new LinkedHashMap<String, Long>();
            var makings = asking.isEmpty() ? List.<Making>of() : make(List.copyOf(requests.values()));
            for (int i = 0; i < makings.size(); i++) {
                switch (makings.get(i)) {
                    case Making.Made(var id) -> {
                        made.put(asking.get(i).importId(), id);
                        outcomes.put(asking.get(i), new Created());
                    }
                    case Making.Refused(var problem) -> outcomes.put(asking.get(i), new Rejected(problem));
                }
            }
            references.save(kind(), made);
            return records.stream().map(outcomes::get).toList();
        });
    }

    /** The fields as the route of this kind would read its body: same shape, same limits. */
    final <T> T read(Map<String, JsonNode> fields, Class<T> type) {
        try {
            var body = json.readValueFromTree(JsonNode.createObjectNode(fields), type);
            var violations = validator.validate(body);
            if (!violations.isEmpty()) {
                throw Problems.of(new ConstraintViolationException(violations)).orElseThrow();
            }
            return body;
        } catch (IOException unreadable) {
            throw Problems.of(unreadable).orElseThrow();
        }
    }
}
