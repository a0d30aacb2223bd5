package dev.kith.imports;

import dev.kith.id.CommentId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.imports.ImportOutcome.Created;
import dev.kith.imports.ImportOutcome.Existing;
import dev.kith.imports.ImportOutcome.Rejected;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.notification.Notifications;
import dev.kith.reaction.Reaction;
import dev.kith.reaction.Reactions;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes in reactions: fields {@code reaction}, {@code profileId}, and {@code postId} or {@code commentId}. */
@Singleton
final class ReactionImport implements KindImport {

    private static final String REACTION = "reaction";
    private static final String PROFILE = "profileId";
    private static final String POST = "postId";
    private static final String COMMENT = "commentId";

    private static final Map<String, Kind> ENDS = Map.of(PROFILE, Kind.PROFILE, POST, Kind.POST, COMMENT, Kind.COMMENT);

    private final Reactions reactions;
    private final Notifications notifications;
    private final ImportReferences references;

    ReactionImport(Reactions reactions, Notifications notifications, ImportReferences references) {
        this.reactions = reactions;
        this.notifications = notifications;
        this.references = references;
    }

    @Override
    public Kind kind() {
        return Kind.REACTION;
    }

    @Override
    public List<ImportOutcome> run(List<ImportRecord> records) {
        var known = references.resolve(records, ENDS);
        var outcomes = new HashMap<ImportRecord, ImportOutcome>();
        var asking = new ArrayList<ImportRecord>();
        var requests = new ArrayList<Reactions.Request>();
        for (var record : records) {
            try {
                requests.add(request(record, known));
                asking.add(record);
            } catch (Problem problem) {
                outcomes.put(record, new Rejected(problem));
            }
        }
        notifications.hushReactions(requests.stream()
                .map(request -> new Notifications.TakenOver(request.item().id(), request.profile(), request.givenAt()))
                .toList());
        var given = reactions.give(requests);
        for (int i = 0; i < given.size(); i++) {
            outcomes.put(
                    asking.get(i),
                    switch (given.get(i)) {
                        case Reactions.Outcome.Stands(var since, var created) ->
                            created ? new Created() : new Existing();
                        case Reactions.Outcome.Refused(var problem) -> new Rejected(problem);
                    });
        }
        return records.stream().map(outcomes::get).toList();
    }

    private static Reactions.Request request(ImportRecord record, ImportReferences.Known known) {
        EdgeOutcomes.requireOnly(record, Set.of(REACTION, PROFILE, POST, COMMENT));
        if (record.fields().containsKey(POST) == record.fields().containsKey(COMMENT)) {
            throw Problem.malformed(POST, "is required, or commentId, and not both");
        }
        var item = record.fields().containsKey(POST)
                ? new Reactions.Item.OfPost(new PostId(known.id(record, POST)))
                : new Reactions.Item.OfComment(new CommentId(known.id(record, COMMENT)));
        return new Reactions.Request(
                item, reaction(record), new ProfileId(known.id(record, PROFILE)), record.createdAt());
    }

    private static Reaction reaction(ImportRecord record) {
        var node = record.fields().get(REACTION);
        if (node != null && node.isString()) {
            for (var reaction : Reaction.values()) {
                if (reaction.word().equals(node.getStringValue())) {
                    return reaction;
                }
            }
        }
        throw Problem.malformed(REACTION, "must be like or star");
    }
}
