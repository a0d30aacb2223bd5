package dev.kith.console;

import dev.kith.id.ProfileId;
import dev.kith.web.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** The page of one profile. */
@Controller("/console/profiles/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class ProfileController {

    private final Templates templates;
    private final ProfileInspection inspection;

    ProfileController(Templates templates, ProfileInspection inspection) {
        this.templates = templates;
        this.inspection = inspection;
    }

    @Get
    HttpResponse<String> profile(ProfileId id) {
        return templates.answer("profile", inspection.inspect(id).orElseThrow(() -> Problem.notFound("profile", id)));
    }
}
