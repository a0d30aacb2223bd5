package dev.kith.load;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A follow as a file has it, {@code source,target}: the numbers of its two ends. */
public record FollowLine(long source, long target) {

    /**
     * All of a file, in its order. Lines that an import would leave out are left out.
     *
     * @throws BrokenOff when the file can't be read to its end
     */
    public static List<FollowLine> all(Path file) {
        var all = new ArrayList<FollowLine>();
        CsvFile.read(file, ',', new Progress(new PrintWriter(Writer.nullWriter()), false), row -> {
            if (!isHeader(row)) {
                try {
                    all.add(of(row));
                } catch (Malformed _) {
                    // the import tells of it
                }
            }
        });
        return all;
    }

    /** @throws Malformed when the line is not like that */
    static FollowLine of(CsvRecord row) {
        if (row.getFieldCount() != 2) {
            throw new Malformed("must have 2 columns, has " + row.getFieldCount());
        }
        return new FollowLine(
                Malformed.id("source", row.getField(0).strip()),
                Malformed.id("target", row.getField(1).strip()));
    }

    /** Whether it is the first line and names the columns. */
    static boolean isHeader(CsvRecord row) {
        return row.getStartingLineNumber() == 1
                && row.getFields().stream().noneMatch(field -> field.chars().anyMatch(Character::isDigit));
    }
}
