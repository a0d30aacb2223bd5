package dev.kith.graph

import dev.kith.web.StoreDownException

import java.util.function.Consumer
import java.util.function.Function

/** As if the graph were down. */
class UnreachableReceipts extends EdgeReceipts {

    UnreachableReceipts() {
        super(null, null)
    }

    @Override
    Map<String, String> write(List<EdgeReceipts.Order> orders, Function<EdgeResult, Character> code, Consumer<Collection<Long>> makeNodes) {
        throw new StoreDownException('neo4j', 'refused', null)
    }
}
