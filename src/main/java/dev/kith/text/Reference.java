package dev.kith.text;

import java.util.List;

/**
 * What a text refers to, as it is stored.
 *
 * @param mentions ids of the profiles it names
 * @param communities ids of the communities it names
 * @param hashtags ids of its hashtags
 * @param tags the same hashtags, as they are written
 */
public record Reference(List<Long> mentions, List<Long> communities, List<Long> hashtags, List<String> tags) {}
