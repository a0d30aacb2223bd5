package dev.kith.imports;

import dev.kith.imports.ImportRecord.Kind;
import dev.kith.profile.Creation;
import dev.kith.profile.NewProfile;
import dev.kith.profile.Profiles;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** Takes in profiles. */
@Singleton
final class ProfileImport extends CreatingImport<Profiles.Request> {

    private final Profiles profiles;

    ProfileImport(
            Profiles profiles,
            ImportReferences references,
            TransactionOperations<Connection> transactions,
            JsonMapper json,
            Validator validator) {
        super(references, transactions, json, validator);
        this.profiles = profiles;
    }

    @Override
    public Kind kind() {
        return Kind.PROFILE;
    }

    @Override
    Map<String, Kind> references() {
        return Map.of();
    }

    @Override
    Profiles.Request request(ImportRecord record, ImportReferences.Known known) {
        return new Profiles.Request(read(record.fields(), NewProfile.class), record.createdAt());
    }

    @Override
    List<Making> make(List<Profiles.Request> requests) {
        return profiles.create(requests).stream()
                .map(creation -> switch (creation) {
                    case Creation.Created(var id) -> new Making.Made(id.value());
                    case Creation.Refused refused -> (Making) new Making.Refused(refused.problem());
                })
                .toList();
    }
}
