package dev.kith.imports;

import dev.kith.community.Communities;
import dev.kith.community.Founding;
import dev.kith.community.NewCommunity;
import dev.kith.imports.ImportRecord.Kind;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** Takes in communities; the admin is a member since the community's time. */
@Singleton
final class CommunityImport extends CreatingImport<Communities.Request> {

    private final Communities communities;

    CommunityImport(
            Communities communities,
            ImportReferences references,
            TransactionOperations<Connection> transactions,
            JsonMapper json,
            Validator validator) {
        super(references, transactions, json, validator);
        this.communities = communities;
    }

    @Override
    public Kind kind() {
        return Kind.COMMUNITY;
    }

    @Override
    Map<String, Kind> references() {
        return Map.of("adminId", Kind.PROFILE);
    }

    @Override
    Communities.Request request(ImportRecord record, ImportReferences.Known known) {
        return new Communities.Request(read(known.fields(record), NewCommunity.class), record.createdAt());
    }

    @Override
    List<Making> make(List<Communities.Request> requests) {
        return communities.found(requests).stream()
                .map(founding -> switch (founding) {
                    case Founding.Founded(var id) -> new Making.Made(id.value());
                    case Founding.Refused refused -> (Making) new Making.Refused(refused.problem());
                })
                .toList();
    }
}
