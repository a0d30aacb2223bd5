package dev.kith.profile;

import dev.kith.id.ProfileId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Whoever owns profiles, as one: the virtual profile.
 *
 * @param timelines of the first of the profiles
 */
@Serdeable
@Schema(name = "User")
record UserView(@Schema(example = "u-1001") String userId, List<ProfileCard> profiles, Timelines timelines) {

    /** Where timelines are read. */
    @Serdeable
    @Schema(name = "UserTimelines")
    record Timelines(
            @Schema(example = "/v1/profiles/689712345678901234/timelines/home")
            String home,

            @Schema(example = "/v1/profiles/689712345678901234/posts")
            String personal,

            @Schema(example = "/v1/profiles/689712345678901234/timelines/notifications")
            String notifications) {

        static Timelines of(ProfileId profile) {
            var path = "/v1/profiles/" + profile;
            return new Timelines(path + "/timelines/home", path + "/posts", path + "/timelines/notifications");
        }
    }

    static UserView of(String userId, List<ProfileCard> profiles) {
        return new UserView(userId, profiles, Timelines.of(profiles.getFirst().id()));
    }
}
