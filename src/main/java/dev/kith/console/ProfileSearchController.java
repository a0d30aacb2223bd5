package dev.kith.console;

import dev.kith.profile.ProfileRecords;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The page on which profiles are found. */
@Controller("/console/profiles")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class ProfileSearchController {

    private static final int MOST = 50;

    private final Templates templates;
    private final ProfileRecords profiles;

    /**
     * What the page says.
     *
     * @param number what was asked for, where that may be the id of one who is gone
     * @param more whether there may be others
     */
    record Page(String query, List<Found> found, @Nullable String number, boolean more) {}

    record Found(Who who, boolean isPrivate) {}

    ProfileSearchController(Templates templates, ProfileRecords profiles) {
        this.templates = templates;
        this.profiles = profiles;
    }

    @Get
    HttpResponse<String> search(HttpRequest<?> request, @QueryValue @Nullable String query) {
        var text = Objects.requireNonNullElse(query, "").strip();
        var found = profiles.search(text, MOST).stream()
                .map(card -> new Found(Who.of(card), card.isPrivate()))
                .toList();
        var number = text.matches("[1-9][0-9]{0,18}")
                        && found.stream().noneMatch(one -> one.who().id().equals(text))
                ? text
                : null;
        return templates.answer(request, "profiles", "found", new Page(text, found, number, found.size() == MOST));
    }
}
