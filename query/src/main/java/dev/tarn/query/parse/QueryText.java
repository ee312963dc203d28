package dev.tarn.query.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of a query together with the files included before it.
///
/// It is parsed as one text, its parts joined by line ends; a problem is reported with the file, and the line in it, where it
/// is ([ProblemLocator]).
///
/// @param parts the included files, then the query
public record QueryText(List<Part> parts) {

    /// A file or the query.
    ///
    /// @param file the name under which problems are reported; empty for the query
    public record Part(Optional<String> file, String text) {}

    /// Copies the parts.
    ///
    /// @throws IllegalArgumentException if there is none
    public QueryText {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("query text without a part");
        }
        parts = List.copyOf(parts);
    }

    /// Returns a query without included files.
    public static QueryText of(String query) {
        return new QueryText(List.of(new Part(Optional.empty(), query)));
    }

    /// Returns an included file, to which more files or the query are added.
    public static QueryText ofFile(String name, String text) {
        return new QueryText(List.of(new Part(Optional.of(name), text)));
    }

    /// Returns this text with a file after the parts it has.
    public QueryText withFile(String name, String text) {
        return with(new Part(Optional.of(name), text));
    }

    /// Returns this text with the query itself after the parts it has.
    public QueryText withQuery(String text) {
        return with(new Part(Optional.empty(), text));
    }

    private QueryText with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new QueryText(more);
    }

    /// Returns the whole text, to which all offsets refer.
    public String text() {
        return parts.size() == 1 ? parts.getFirst().text() : String.join("\n", parts.stream().map(Part::text).toList());
    }
}
