package dev.kith.graph;

/**
 * How two profiles stand to each other.
 *
 * @param there how the source stands to the target
 * @param back how the target stands to the source; of it only the follow is known
 */
public record Relationship(Relation there, Relation back) {

    public static final Relationship NONE = new Relationship(Relation.NONE, Relation.NONE);
}
