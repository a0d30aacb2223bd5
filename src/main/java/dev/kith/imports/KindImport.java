package dev.kith.imports;

import dev.kith.imports.ImportRecord.Kind;
import java.util.List;
import java.util.Set;

/** Takes in records of one kind, over the use cases of their feature. */
interface KindImport {

    Kind kind();

    /** Whether a record names one of these, which are of its own kind and have to be taken in before it. */
    default boolean needs(ImportRecord record, Set<String> importIds) {
        return false;
    }

    /** What came of each, in their order. When it throws, none of them was taken in for good, and all may be sent again. */
    List<ImportOutcome> run(List<ImportRecord> records);
}
