package dev.tarn.query;

import java.util.ArrayList;
import java.util.List;

/// The text of a query: the files it includes, one after another, and the query itself.
///
/// Offsets count the UTF-16 units of [#text()], which is all parts joined by newlines.
public final class QueryText {
    private record Part(String name, int start, int end) {}

    private final String text;
    private final List<Part> parts;

    private QueryText(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /// Returns the text of a query that includes no files.
    public static QueryText of(String query) {
        return new QueryText(query, List.of(new Part("", 0, query.length())));
    }

    /// Returns the text of included files followed by a query.
    ///
    /// @param includes the files, in order
    /// @param query the query; may be empty if a file has one
    public static QueryText of(List<Include> includes, String query) {
        var text = new StringBuilder();
        var parts = new ArrayList<Part>();
        for (var include : includes) {
            int start = text.length();
            text.append(include.text());
            parts.add(new Part(include.name(), start, text.length()));
            text.append('\n');
        }
        int start = text.length();
        text.append(query);
        parts.add(new Part("", start, text.length()));
        return new QueryText(text.toString(), parts);
    }

    /// An included file.
    ///
    /// @param name its name as the user gave it
    /// @param text its content
    public record Include(String name, String text) {}

    /// A place in the text.
    ///
    /// @param file the name of the included file, empty for the query itself
    /// @param line 1 for the first line of the part
    /// @param column 1 for the first UTF-16 unit of the line
    /// @param lineText the whole line, without its end
    public record Place(String file, int line, int column, String lineText) {}

    /// Returns the whole text.
    public String text() {
        return text;
    }

    /// Returns the place of an offset, between 0 and the length of the text.
    public Place locate(int offset) {
        var part = partAt(offset);
        int line = 1;
        int lineStart = part.start();
        int at = Math.clamp(offset, part.start(), part.end());
        for (int i = part.start(); i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int lineEnd = text.indexOf('\n', lineStart);
        if (lineEnd < 0 || lineEnd > part.end()) {
            lineEnd = part.end();
        }
        return new Place(part.name(), line, at - lineStart + 1, text.substring(lineStart, lineEnd));
    }

    private Part partAt(int offset) {
        for (var part : parts) {
            if (offset <= part.end()) {
                return part;
            }
        }
        return parts.getLast();
    }
}
