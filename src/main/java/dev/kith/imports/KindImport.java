package dev.kith.imports;

import dev.kith.imports.ImportRecord.Kind;
import java.util.List;

/** Takes in records of one kind, over the use cases of their feature. */
interface KindImport {

    Kind kind();

    /** What came of each, in their order. When it throws, none of them was taken in for good, and all may be sent again. */
    List<ImportOutcome> run(List<ImportRecord> records);
}
