package dev.kith.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of separated columns, packed with gzip or not. There is no quoting: a quote is a character like any other. */
final class CsvFile {
    /** None of the files has it, so that nothing is taken as quoted. */
    private static final char NO_QUOTE = '\0';

    private CsvFile() {}

    /**
     * Gives every line that is not blank, with its number.
     *
     * @throws BrokenOff when the file can't be read to its end
     */
    static void read(Path file, char separator, Progress progress, Consumer<CsvRecord> reader) {
        try (var input = PackedFile.unpacked(new Counted(Files.newInputStream(file), progress));
                var rows = CsvReader.builder()
                        .fieldSeparator(separator)
                        .quoteCharacter(NO_QUOTE)
                        .ofCsvRecord(new InputStreamReader(input, UTF_8))) {
            for (var row : rows) {
                reader.accept(row);
            }
        } catch (IOException | UncheckedIOException | CsvParseException unreadable) {
            throw new BrokenOff("%s can't be read: %s".formatted(file, unreadable.getMessage()));
        }
    }

    /** Tells how far a file has been read. */
    private static final class Counted extends FilterInputStream {
        private final Progress progress;

        Counted(InputStream input, Progress progress) {
            super(input);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            progress.read(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            progress.read(Math.max(read, 0));
            return read;
        }
    }
}
