package dev.kith.imports;

import dev.kith.community.Members;
import dev.kith.graph.EdgeCommand;
import dev.kith.imports.ImportRecord.Kind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Takes in memberships: fields {@code communityId} and {@code profileId}. */
@Singleton
final class MemberImport implements KindImport {

    private static final String COMMUNITY = "communityId";
    private static final String PROFILE = "profileId";
    private static final Map<String, Kind> ENDS = Map.of(COMMUNITY, Kind.COMMUNITY, PROFILE, Kind.PROFILE);

    private final Members members;
    private final ImportReferences references;
    private final Clock clock;

    MemberImport(Members members, ImportReferences references, Clock clock) {
        this.members = members;
        this.references = references;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.MEMBER;
    }

    @Override
    public List<ImportOutcome> run(List<ImportRecord> records) {
        var known = references.resolve(records, ENDS);
        return EdgeOutcomes.of(records, record -> command(record, known), members::joinAll, Members::problem);
    }

    private EdgeCommand command(ImportRecord record, ImportReferences.Known known) {
        EdgeOutcomes.requireOnly(record, ENDS.keySet());
        var at = record.createdAt() == null ? clock.instant() : record.createdAt();
        return new EdgeCommand(EdgeCommand.Kind.JOIN, known.id(record, PROFILE), known.id(record, COMMUNITY), at);
    }
}
