package dev.kith.dev;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** S3 as S3Proxy speaks it over a plain folder. It refuses requests that are not signed with its key. */
final class S3Server extends Server {
    static final String REGION = "eu-central-1";
    private static final String BUCKET = "kith";
    private static final String KEY_ID = "kith";

    private final DataFolder data;
    private final String secret;

    S3Server(Site site) {
        super("S3", site);
        data = site.data();
        secret = site.secret();
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    Map<String, Object> properties() {
        return Map.of(
                "aws.services.s3.endpoint-override", address(),
                "aws.s3.path-style-access-enabled", true,
                "aws.region", REGION,
                "aws.access-key-id", KEY_ID,
                "aws.secret-key", secret,
                "kith.media.bucket", BUCKET);
    }

    @Override
    void prepare() {
        data.folder("s3");
    }

    @Override
    List<String> command() {
        return OwnJvm.small(S3Main.class, data.folder("s3").toString(), address(), KEY_ID, BUCKET);
    }

    @Override
    Map<String, String> environment() {
        return Map.of(S3Main.SECRET, secret);
    }

    /** Unsigned, so that a server which stopped checking signatures would not count as started. */
    @Override
    void ask() throws IOException {
        Http.expect(403, address() + '/' + BUCKET);
    }
}
