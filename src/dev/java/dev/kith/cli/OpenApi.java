package dev.kith.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The contract as OpenAPI 3.1. The compiler plug-in writes sound 3.0 but broken 3.1 (impossible types, references to nothing), so what it wrote
 * is carried over here: {@code nullable} becomes a type of its own, {@code example} a list, an id plainly a string.
 */
public final class OpenApi {

    private static final String GENERATED = "/META-INF/swagger/kith.yml";
    private static final String STRING = "#/components/schemas/String";

    private OpenApi() {}

    /** What the compiled code says, ready to be committed. */
    public static String ofCode() {
        try (var generated = Objects.requireNonNull(OpenApi.class.getResourceAsStream(GENERATED), GENERATED)) {
            Map<String, @Nullable Object> api = new Yaml().load(generated);
            api.put("openapi", "3.1.0");
            identifyLicense(api);
            describeAnswers(api);
            var options = new DumperOptions();
            options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            options.setWidth(120);
            options.setSplitLines(false);
            return new Yaml(options).dump(carriedOver(api, false));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The name is the SPDX identifier as well, which 3.1 wants. */
    @SuppressWarnings("unchecked")
    private static void identifyLicense(Map<String, @Nullable Object> api) {
        var info = (Map<String, Object>) Objects.requireNonNull(api.get("info"));
        var license = (Map<String, Object>) Objects.requireNonNull(info.get("license"));
        license.put("identifier", Objects.requireNonNull(license.get("name")));
    }

    /** An answer that nobody described is what the route is for. */
    @SuppressWarnings("unchecked")
    private static void describeAnswers(Map<String, @Nullable Object> api) {
        for (var path : objects(api.get("paths"))) {
            for (var operation : objects(path)) {
                for (var answer : objects(operation.get("responses"))) {
                    if (answer.containsKey("$ref")) {
                        answer.keySet().retainAll(List.of("$ref"));
                    } else if (String.valueOf(answer.get("description")).endsWith(" response")) {
                        answer.put("description", operation.get("summary"));
                    }
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> objects(@Nullable Object parent) {
        return parent instanceof Map<?, ?> map
                ? map.values().stream()
                        .filter(Map.class::isInstance)
                        .map(value -> (Map<String, @Nullable Object>) value)
                        .toList()
                : List.of();
    }

    /** @param verbatim inside an example, where nothing has a meaning to us */
    private static @Nullable Object carriedOver(@Nullable Object part, boolean verbatim) {
        return switch (part) {
            case List<?> list
            when !verbatim -> {
                var carried = new ArrayList<@Nullable Object>();
                list.forEach(item -> carried.add(carriedOver(item, false)));
                yield carried;
            }
            case Map<?, ?> map when !verbatim -> carriedOver(map);
            case null, default -> part;
        };
    }

    private static Map<String, @Nullable Object> carriedOver(Map<?, ?> part) {
        var carried = new LinkedHashMap<String, @Nullable Object>();
        part.forEach((name, value) -> {
            var key = String.valueOf(name);
            carried.put(key, carriedOver(value, key.equals("example")));
        });
        if (isString(carried)) {
            carried.remove("allOf");
            carried.remove("$ref");
            carried.put("type", "string");
        }
        if (carried.get("type") instanceof String type) {
            if (Boolean.TRUE.equals(carried.remove("nullable"))) {
                carried.put("type", List.of(type, "null"));
            }
            var example = carried.remove("example");
            if (example != null) {
                carried.put("examples", List.of(example));
            }
        }
        return carried;
    }

    private static boolean isString(Map<String, @Nullable Object> schema) {
        return STRING.equals(schema.get("$ref"))
                || List.of(Map.of("type", "string")).equals(schema.get("allOf"));
    }
}
