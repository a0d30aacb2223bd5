package dev.kith.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The name and the password that an operator shows at a page of ours. It takes as long to say no whatever is wrong. */
public final class Credentials {

    private static final int SHORTEST_PASSWORD = 12;
    private static final String BASIC = "Basic ";

    private final byte[] username;
    private final byte[] password;

    private Credentials(String username, String password) {
        this.username = username.getBytes(UTF_8);
        this.password = password.getBytes(UTF_8);
    }

    /**
     * Those of a configuration; refuses some that are none with an {@link IllegalArgumentException}.
     *
     * @param setting the configuration's name
     */
    public static Credentials of(String setting, @Nullable String username, @Nullable String password) {
        if (username == null || username.isBlank() || password == null || password.length() < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException("%s: needs a username, and a password of at least %d characters"
                    .formatted(setting, SHORTEST_PASSWORD));
        }
        return new Credentials(username, password);
    }

    /** Whether somebody shows these. */
    public boolean are(String user, String secret) {
        var isUser = MessageDigest.isEqual(username, user.getBytes(UTF_8));
        var isSecret = MessageDigest.isEqual(password, secret.getBytes(UTF_8));
        return isUser && isSecret;
    }

    /** Whether a header {@code Authorization} shows these (RFC 7617). */
    public boolean areIn(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        try {
            var shown = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    UTF_8);
            var colon = shown.indexOf(':');
            return colon >= 0 && are(shown.substring(0, colon), shown.substring(colon + 1));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
