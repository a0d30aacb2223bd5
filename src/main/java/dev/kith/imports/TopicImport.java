package dev.kith.imports;

import dev.kith.community.Topics;
import dev.kith.community.Topics.NewTopic;
import dev.kith.id.CommunityId;
import dev.kith.imports.ImportRecord.Kind;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes in topics of communities. */
@Singleton
final class TopicImport extends CreatingImport<Topics.Request> {

    private static final String COMMUNITY = "communityId";

    private final Topics topics;

    TopicImport(
            Topics topics,
            ImportReferences references,
            TransactionOperations<Connection> transactions,
            JsonMapper json,
            Validator validator) {
        super(references, transactions, json, validator);
        this.topics = topics;
    }

    @Override
    public Kind kind() {
        return Kind.TOPIC;
    }

    @Override
    Map<String, Kind> references() {
        return Map.of(COMMUNITY, Kind.COMMUNITY);
    }

    @Override
    Topics.Request request(ImportRecord record, ImportReferences.Known known) {
        var fields = new LinkedHashMap<>(record.fields());
        fields.remove(COMMUNITY);
        return new Topics.Request(
                new CommunityId(known.id(record, COMMUNITY)), read(fields, NewTopic.class), record.createdAt());
    }

    @Override
    List<Making> make(List<Topics.Request> requests) {
        var made = topics.createAll(requests);
        var makings = new ArrayList<Making>();
        for (int i = 0; i < requests.size(); i++) {
            var topic = requests.get(i).topic();
            makings.add(made.get(i)
                    .<Making>map(id -> new Making.Made(id.value()))
                    .orElseGet(() -> new Making.Refused(Topics.taken(topic))));
        }
        return makings;
    }
}
