package dev.kith.bench;

import io.micronaut.data.annotation.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script for pgbench, made of the statements that stand on the methods of repositories. */
final class Script {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]\\w*)");

    private final StringBuilder lines = new StringBuilder();

    /** Sets a variable to what an expression of pgbench's is. */
    Script set(String variable, String expression) {
        lines.append("\\set ").append(variable).append(' ').append(expression).append('\n');
        return this;
    }

    Script begin() {
        lines.append("BEGIN;\n");
        return this;
    }

    Script commit() {
        lines.append("COMMIT;\n");
        return this;
    }

    /**
     * Runs a statement.
     *
     * @param name of the feature, the repository and the method
     * @param values of its parameters, in SQL, in which variables may stand
     */
    Script run(String name, Map<String, String> values) {
        var sql = PARAMETER.matcher(sql(name)).replaceAll(parameter -> {
            var value = values.get(parameter.group(1));
            if (value == null) {
                throw new IllegalArgumentException(name + " needs " + parameter.group());
            }
            return Matcher.quoteReplacement(value);
        });
        lines.append(sql.strip()).append(";\n");
        return this;
    }

    private static String sql(String name) {
        var parts = name.split("\\.", -1);
        try {
            var repository = Class.forName("dev.kith." + parts[0] + '.' + parts[1] + "Repository");
            return Arrays.stream(repository.getDeclaredMethods())
                    .filter(method -> method.getName().equals(parts[2]) && method.isAnnotationPresent(Query.class))
                    .map(method -> method.getAnnotation(Query.class).value())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no statement " + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("There is no statement " + name, e);
        }
    }

    Path write(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".sql"), lines);
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
