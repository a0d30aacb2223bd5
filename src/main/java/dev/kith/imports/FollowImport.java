package dev.kith.imports;

import dev.kith.graph.FollowResult;
import dev.kith.graph.SocialGraph.FollowWish;
import dev.kith.imports.ImportOutcome.Created;
import dev.kith.imports.ImportOutcome.Existing;
import dev.kith.imports.ImportOutcome.Rejected;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.relation.Relations;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes in follows: fields {@code sourceId} and {@code targetId}. */
@Singleton
final class FollowImport implements KindImport {

    private static final String SOURCE = "sourceId";
    private static final String TARGET = "targetId";

    private final Relations relations;
    private final ImportReferences references;
    private final Clock clock;

    FollowImport(Relations relations, ImportReferences references, Clock clock) {
        this.relations = relations;
        this.references = references;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.FOLLOW;
    }

    @Override
    public List<ImportOutcome> run(List<ImportRecord> records) {
        var profiles = references.profilesIn(records, SOURCE, TARGET);
        var outcomes = new ArrayList<ImportOutcome>(records.size());
        var wishes = new ArrayList<FollowWish>();
        var places = new ArrayList<Integer>();
        for (var record : records) {
            try {
                wishes.add(wish(record, profiles));
                places.add(outcomes.size());
                outcomes.add(new Existing());
            } catch (Problem problem) {
                outcomes.add(new Rejected(problem));
            }
        }
        var results = wishes.isEmpty() ? List.<FollowResult>of() : relations.follow(wishes);
        for (int i = 0; i < results.size(); i++) {
            outcomes.set(places.get(i), outcome(results.get(i), wishes.get(i)));
        }
        return outcomes;
    }

    private FollowWish wish(ImportRecord record, Map<String, Long> profiles) {
        for (var field : record.fields().keySet()) {
            if (!Set.of(SOURCE, TARGET).contains(field)) {
                throw Problem.malformed(field, "is unknown");
            }
        }
        var source = ImportReferences.profile(record, SOURCE, profiles);
        var target = ImportReferences.profile(record, TARGET, profiles);
        if (source.equals(target)) {
            throw Relations.selfRelation("follow");
        }
        return new FollowWish(source, target, record.createdAt() == null ? clock.instant() : record.createdAt());
    }

    private static ImportOutcome outcome(FollowResult result, FollowWish wish) {
        return switch (result) {
            case FollowResult.Made(var follow, var created) -> created ? new Created() : new Existing();
            case FollowResult.Refused refused -> new Rejected(Relations.problem(refused, wish));
        };
    }
}
