package dev.kith.profile;

import dev.kith.id.ProfileId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Profiles by what their owners are elsewhere: a name, an email that nobody else has, a college. */
@Singleton
public class Accounts {

    /** Before the handle, which no other profile has, it makes an owner whom no caller of ours names so. */
    private static final String OWNER = "account:";

    private final ProfileRepository rows;
    private final Profiles profiles;
    private final ProfileDesk desk;
    private final TransactionOperations<Connection> transactions;

    /**
     * What there is to know of one.
     *
     * @param email only to itself
     */
    public record Account(
            ProfileId id,
            String name,
            @Nullable String email,
            @Nullable String college) {

        private static Account of(ProfileRow row, @Nullable ProfileId viewer) {
            var id = new ProfileId(row.id());
            return new Account(id, row.displayName(), id.equals(viewer) ? row.email() : null, row.college());
        }

        public Account with(String newName, @Nullable String newCollege) {
            return new Account(id, newName, email, newCollege);
        }
    }

    Accounts(
            ProfileRepository rows,
            Profiles profiles,
            ProfileDesk desk,
            TransactionOperations<Connection> transactions) {
        this.rows = rows;
        this.profiles = profiles;
        this.desk = desk;
        this.transactions = transactions;
    }

    /**
     * Creates a regular profile, unless any has the email, with a handle made from the name. Of those who ask for the same email at the same time one gets it.
     *
     * @param name absent, it is the handle
     */
    public Creation create(@Nullable String name, String email, @Nullable String college) {
        return transactions.executeWrite(transaction -> {
            rows.lockEmail(email);
            if (rows.hasEmail(email)) {
                return new Creation.EmailTaken(email);
            }
            for (var handle : Handles.of(name, email)) {
                var wanted = new NewProfile(
                        OWNER + handle,
                        handle,
                        name == null ? handle : name,
                        email,
                        AccountType.REGULAR,
                        null,
                        null,
                        null,
                        null,
                        college);
                if (profiles.create(List.of(new Profiles.Request(wanted, null))).getFirst()
                        instanceof Creation.Created created) {
                    return created;
                }
            }
            throw new IllegalStateException("all handles are taken that were tried for a name");
        });
    }

    /** The account, if the viewer may see its card. */
    public Optional<Account> find(ProfileId id, @Nullable ProfileId viewer) {
        return rows.find(id.value()).flatMap(row -> desk.visible(row, viewer)).map(row -> Account.of(row, viewer));
    }

    /** Changes name and college; what {@code change} throws leaves all as it is. None when there is no such profile. */
    public Optional<Account> edit(ProfileId id, UnaryOperator<Account> change) {
        return desk.edit(id, null, edit -> {
                    var changed = change.apply(new Account(id, edit.displayName(), edit.email(), edit.college()));
                    return edit.with(changed.name(), changed.college());
                })
                .map(row -> Account.of(row, id));
    }
}
