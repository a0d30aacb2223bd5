package dev.kith.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;

/** Makes of what the driver answers what JSON can say, and reckons how much that is. */
final class PlainValues {

    /** Beyond this, programs that read JSON round numbers. */
    private static final long EXACT = 1L << 53;

    private static final int SIZE_OF_SCALAR = 8;

    private final Predicate<String> properties;
    private long size;

    PlainValues(Predicate<String> properties) {
        this.properties = properties;
    }

    /** About how long all that was made so far is as text. */
    long size() {
        return size;
    }

    List<@Nullable Object> of(Record row) {
        var values = new ArrayList<@Nullable Object>();
        row.values().forEach(value -> values.add(plain(value.asObject())));
        return values;
    }

    private @Nullable Object plain(@Nullable Object value) {
        size += SIZE_OF_SCALAR;
        return switch (value) {
            case null -> null;
            case Long number -> Math.abs(number) > EXACT ? number.toString() : number;
            case Double number -> Double.isFinite(number) ? number : number.toString();
            case Boolean bool -> bool;
            case String text -> {
                size += text.length();
                yield text;
            }
            case List<?> list -> {
                var values = new ArrayList<@Nullable Object>();
                list.forEach(one -> values.add(plain(one)));
                yield values;
            }
            case Map<?, ?> map -> {
                var values = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, one) -> values.put((String) plain(String.valueOf(key)), plain(one)));
                yield values;
            }
            case Node node -> entity(node, "labels", List.copyOf(asList(node.labels())));
            case Relationship edge -> entity(edge, "type", edge.type());
            case Path path -> {
                var values = new ArrayList<@Nullable Object>();
                path.nodes().forEach(node -> values.add(plain(node)));
                path.relationships().forEach(edge -> values.add(plain(edge)));
                yield values;
            }
            case Value inner -> plain(inner.asObject());
            default -> plain(value.toString());
        };
    }

    private Map<String, @Nullable Object> entity(Entity entity, String name, Object kind) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(name, kind);
        entity.keys().forEach(key -> {
            if (properties.test(key)) {
                values.put(key, plain(entity.get(key).asObject()));
            }
        });
        return values;
    }

    private static List<String> asList(Iterable<String> labels) {
        var list = new ArrayList<String>();
        labels.forEach(list::add);
        return list;
    }
}
