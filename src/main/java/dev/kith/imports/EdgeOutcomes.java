package dev.kith.imports;

import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeResult;
import dev.kith.imports.ImportOutcome.Created;
import dev.kith.imports.ImportOutcome.Existing;
import dev.kith.imports.ImportOutcome.Rejected;
import dev.kith.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes commands of records, has them carried out together, and says what came of each record. */
final class EdgeOutcomes {

    private EdgeOutcomes() {}

    /**
     * Of records that make edges.
     *
     * @param command of a record; a {@link Problem} when it won't do
     * @param write carries out all commands
     * @param problem what is told of a command that was refused
     */
    static List<ImportOutcome> of(
            List<ImportRecord> records,
            Function<ImportRecord, EdgeCommand> command,
            Function<List<EdgeCommand>, List<EdgeResult>> write,
            BiFunction<EdgeResult.Refused, EdgeCommand, Problem> problem) {
        var outcomes = new ArrayList<ImportOutcome>(records.size());
        var commands = new ArrayList<EdgeCommand>();
        var places = new ArrayList<Integer>();
        for (var record : records) {
            try {
                commands.add(command.apply(record));
                places.add(outcomes.size());
                outcomes.add(new Existing());
            } catch (Problem refused) {
                outcomes.add(new Rejected(refused));
            }
        }
        var results = commands.isEmpty() ? List.<EdgeResult>of() : write.apply(commands);
        for (int i = 0; i < results.size(); i++) {
            var made = commands.get(i);
            outcomes.set(
                    places.get(i),
                    switch (results.get(i)) {
                        case EdgeResult.Stands stands -> stands.created() ? new Created() : new Existing();
                        case EdgeResult.Gone gone -> throw new IllegalStateException(made + " came to " + gone);
                        case EdgeResult.Refused refused -> new Rejected(problem.apply(refused, made));
                    });
        }
        return outcomes;
    }

    /** Refuses a record with a field that records of its kind don't have. */
    static void requireOnly(ImportRecord record, Set<String> fields) {
        for (var field : record.fields().keySet()) {
            if (!fields.contains(field)) {
                throw Problem.malformed(field, "is unknown");
            }
        }
    }
}
