package dev.kith.imports;

import dev.kith.graph.EdgeCommand;
import dev.kith.relation.Relations;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Takes in edges between profiles: fields {@code sourceId} and {@code targetId}. */
abstract class EdgeImport implements KindImport {

    private static final String SOURCE = "sourceId";
    private static final String TARGET = "targetId";

    private static final Map<String, ImportRecord.Kind> ENDS =
            Map.of(SOURCE, ImportRecord.Kind.PROFILE, TARGET, ImportRecord.Kind.PROFILE);

    private final ImportRecord.Kind kind;
    private final EdgeCommand.Kind command;
    private final Relations relations;
    private final ImportReferences references;
    private final Clock clock;

    private EdgeImport(
            ImportRecord.Kind kind,
            EdgeCommand.Kind command,
            Relations relations,
            ImportReferences references,
            Clock clock) {
        this.kind = kind;
        this.command = command;
        this.relations = relations;
        this.references = references;
        this.clock = clock;
    }

    /** Follows; of a private profile they are requests. */
    @Singleton
    static final class Follows extends EdgeImport {
        Follows(Relations relations, ImportReferences references, Clock clock) {
            super(ImportRecord.Kind.FOLLOW, EdgeCommand.Kind.IMPORT_FOLLOW, relations, references, clock);
        }
    }

    /** Undirected connections. */
    @Singleton
    static final class Connections extends EdgeImport {
        Connections(Relations relations, ImportReferences references, Clock clock) {
            super(ImportRecord.Kind.CONNECTION, EdgeCommand.Kind.CONNECT, relations, references, clock);
        }
    }

    /** Blocks. */
    @Singleton
    static final class Blocks extends EdgeImport {
        Blocks(Relations relations, ImportReferences references, Clock clock) {
            super(ImportRecord.Kind.BLOCK, EdgeCommand.Kind.BLOCK, relations, references, clock);
        }
    }

    @Override
    public final ImportRecord.Kind kind() {
        return kind;
    }

    @Override
    public final List<ImportOutcome> run(List<ImportRecord> records) {
        var known = references.resolve(records, ENDS);
        return EdgeOutcomes.of(records, record -> command(record, known), relations::writeAll, Relations::problem);
    }

    private EdgeCommand command(ImportRecord record, ImportReferences.Known known) {
        EdgeOutcomes.requireOnly(record, ENDS.keySet());
        var source = known.id(record, SOURCE);
        var target = known.id(record, TARGET);
        if (source == target) {
            throw Relations.selfRelation(command == EdgeCommand.Kind.IMPORT_FOLLOW ? EdgeCommand.Kind.FOLLOW : command);
        }
        return new EdgeCommand(
                command, source, target, record.createdAt() == null ? clock.instant() : record.createdAt());
    }
}
