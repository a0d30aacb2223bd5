package dev.kith.console

/** Reads pages as people do: the words, row by row. */
final class Html {

    private Html() {}

    /** The words of a part of a page, without what is markup. */
    static String text(String html) {
        html.replaceAll(/(?s)<(script|style).*?<\/\1>/, ' ').replaceAll(/<[^>]*>/, ' ')
                .replace('&lt;', '<').replace('&gt;', '>').replace('&quot;', '"').replace('&#39;', "'").replace('&amp;', '&')
                .replaceAll(/\s+/, ' ').trim()
    }

    /** The rows of all tables, cell by cell. */
    static List<List<String>> rows(String html) {
        (html =~ /(?s)<tr[^>]*>(.*?)<\/tr>/).collect { row ->
            (row[1] =~ /(?s)<t[hd][^>]*>(.*?)<\/t[hd]>/).collect { text(it[1] as String) }
        }
    }

    /** The row that begins so. */
    static List<String> row(String html, String first) {
        rows(html).find { it && it[0] == first }
    }
}
