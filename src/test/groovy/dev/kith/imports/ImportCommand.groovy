package dev.kith.imports

import dev.kith.cli.Cli

/** Runs {@code kith import} as it is typed. */
final class ImportCommand {

    final int code
    final String out
    final String err

    private ImportCommand(int code, String out, String err) {
        this.code = code
        this.out = out
        this.err = err
    }

    static ImportCommand run(Object... arguments) {
        def out = new StringWriter()
        def err = new StringWriter()
        def code = Cli.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), *(['import', *arguments]*.toString()))
        new ImportCommand(code, out.toString(), err.toString())
    }

    /** How many records of a kind were created, existed and were rejected. */
    List<Long> counts(String kind) {
        def line = out.readLines().find { it =~ /^ +$kind / }
        line ? line.findAll(/\d[\d,]*/)*.replace(',', '')*.toLong() : [0, 0, 0]
    }

    @Override
    String toString() {
        "exit $code\n$out\n$err"
    }
}
