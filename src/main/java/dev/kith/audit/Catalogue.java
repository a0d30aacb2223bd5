package dev.kith.audit;

import dev.kith.web.Problem;
import io.github.classgraph.ClassGraph;
import io.micronaut.context.annotation.Context;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All audits there are: the files under {@code cypher/audits}, each named as its file. One that can't be read keeps the service from starting. */
@Context
class Catalogue {

    private static final String FOLDER = "cypher/audits";
    private static final String ENDING = ".cypher";

    private final SortedMap<String, Audit> audits = new TreeMap<>();

    @Inject
    Catalogue() {
        var own = Catalogue.class.getProtectionDomain().getCodeSource().getLocation();
        try (var found =
                new ClassGraph().overrideClasspath(own).acceptPaths(FOLDER).scan()) {
            for (var file : found.getResourcesWithExtension("cypher")) {
                var path = file.getPath();
                var name = path.substring(FOLDER.length() + 1, path.length() - ENDING.length());
                audits.put(name, Audit.of(name, file.getContentAsString()));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of others than those of the files. */
    Catalogue(Collection<Audit> audits) {
        audits.forEach(audit -> this.audits.put(audit.name(), audit));
    }

    /** In order of their names. */
    Collection<Audit> all() {
        return audits.values();
    }

    Optional<Audit> named(String name) {
        return Optional.ofNullable(audits.get(name));
    }

    Audit find(String name) {
        return named(name).orElseThrow(() -> Problem.notFound("audit", name));
    }
}
