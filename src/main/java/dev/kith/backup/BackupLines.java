package dev.kith.backup;

import dev.kith.graph.GraphBackup;
import dev.kith.graph.GraphBackup.Edge;
import dev.kith.graph.GraphBackup.Of;
import dev.kith.graph.GraphRestore;
import dev.kith.id.MalformedId;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a backup: each a node or an edge with all its properties, those in the order of their names, so that the same is always written in the same way. Reading is strict:
 * what the graph would not have had is refused.
 */
@Singleton
class BackupLines {

    private static final String KIND = "kind";
    private static final String ID = "id";
    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    private static final String PROPERTIES = "properties";
    private static final Argument<JsonNode> TREE = Argument.of(JsonNode.class);

    private final Json json;

    BackupLines(Json json) {
        this.json = json;
    }

    /** A line of a node or of an edge. */
    record Line(GraphRestore.@Nullable Node node, @Nullable Edge edge) {}

    String write(Of of, GraphBackup.Node node) {
        var line = new LinkedHashMap<String, Object>();
        line.put(KIND, of.name());
        line.put(ID, Long.toString(node.id()));
        line.put(PROPERTIES, node.said());
        return json.write(line);
    }

    String write(Edge edge) {
        var line = new LinkedHashMap<String, Object>();
        line.put(KIND, edge.kind());
        line.put(SOURCE, Long.toString(edge.source()));
        line.put(TARGET, Long.toString(edge.target()));
        line.put(PROPERTIES, edge.said());
        return json.write(line);
    }

    /** @param number of the line, for who has to look at it */
    Line read(String text, long number) {
        try {
            var line = json.read(text, TREE);
            var kind = text(line, KIND);
            var of = Arrays.stream(Of.values())
                    .filter(one -> one.name().equals(kind))
                    .findFirst();
            if (of.isPresent()) {
                return new Line(new GraphRestore.Node(of.get(), id(line, ID), properties(line)), null);
            }
            if (!GraphRestore.isKind(kind)) {
                throw new IOException("no kind " + kind + " is known");
            }
            return new Line(null, new Edge(kind, id(line, SOURCE), id(line, TARGET), properties(line)));
        } catch (IOException | MalformedId unreadable) {
            throw Problem.malformed("line " + number, "can't be read: " + unreadable.getMessage());
        }
    }

    private static String text(JsonNode line, String name) throws IOException {
        var value = line.isObject() ? line.get(name) : null;
        if (value == null || !value.isString()) {
            throw new IOException(name + " must be a string");
        }
        return value.getStringValue();
    }

    private static long id(JsonNode line, String name) throws IOException {
        return MalformedId.parse(text(line, name));
    }

    private static Map<String, Object> properties(JsonNode line) throws IOException {
        var value = line.get(PROPERTIES);
        if (value == null || !value.isObject()) {
            throw new IOException(PROPERTIES + " must be an object");
        }
        var properties = new TreeMap<String, Object>();
        for (var property : value.entries()) {
            properties.put(property.getKey(), value(property.getKey(), property.getValue()));
        }
        return properties;
    }

    /** A whole number stays one, and 1.0 is none. */
    private static Object value(String name, JsonNode value) throws IOException {
        if (value.isString()) {
            return value.getStringValue();
        }
        if (value.isBoolean()) {
            return value.getBooleanValue();
        }
        if (value.isNumber()) {
            return value.getNumberValue() instanceof Double || value.getNumberValue() instanceof Float
                    ? (Object) value.getDoubleValue()
                    : (Object) value.getLongValue();
        }
        throw new IOException(name + " must be a string, a number, true or false");
    }
}
