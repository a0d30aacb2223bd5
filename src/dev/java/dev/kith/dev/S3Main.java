package dev.kith.dev;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** Runs S3Proxy in a JVM of its own. Arguments: folder, endpoint, id of the key, bucket. */
final class S3Main {
    static final String SECRET = "KITH_S3_SECRET";

    private S3Main() {}

    static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        // S3Proxy takes a folder that others may read for a bucket that anyone may read, signed or not
        Files.createDirectories(
                folder.resolve(arguments[3]),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var provider = "filesystem-nio2";
        var properties = new Properties();
        properties.setProperty("jclouds.provider", provider);
        properties.setProperty("jclouds.identity", "");
        properties.setProperty("jclouds.credential", "");
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        S3Proxy.builder()
                .blobStore(BlobStores.create(provider, properties))
                .endpoint(URI.create(arguments[1]))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, arguments[2], System.getenv(SECRET))
                .build()
                .start();
    }
}
