package dev.kith.dev;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The plainest way to see that an HTTP server answers. */
final class Http {
    private Http() {}

    /** @throws IOException unless the answer has that status */
    static void expect(int status, String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(2_000);
        try {
            if (connection.getResponseCode() != status) {
                throw new IOException(url + " answers " + connection.getResponseCode());
            }
        } finally {
            connection.disconnect();
        }
    }
}
