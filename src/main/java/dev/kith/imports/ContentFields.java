package dev.kith.imports;

import dev.kith.web.Problem;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields that posts and comments have in an import only. */
final class ContentFields {

    private static final String HASHTAGS = "hashtags";

    private ContentFields() {}

    /** Takes out of the fields the hashtags that a text has besides those in it, as other systems keep them. */
    static List<String> takeHashtags(Map<String, JsonNode> fields) {
        var node = fields.remove(HASHTAGS);
        var hashtags = new ArrayList<String>();
        if (node == null || node.isNull()) {
            return hashtags;
        }
        if (!node.isArray()) {
            throw Problem.malformed(HASHTAGS, "must be an array of strings");
        }
        for (var value : node.values()) {
            if (!value.isString()) {
                throw Problem.malformed(HASHTAGS, "must be an array of strings");
            }
            hashtags.add(value.getStringValue());
        }
        return hashtags;
    }
}
