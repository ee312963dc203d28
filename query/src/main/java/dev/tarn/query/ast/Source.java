package dev.tarn.query.ast;

import java.util.List;
import java.util.Optional;

/// Where values come from: an operator of its own ([Operator.Read]), or the head of a leg ([Operator.FromLeg]).
public sealed interface Source extends Ast {

    /// A pool, the lake itself, or metadata of either: `from logs`, `from logs@main`, `from logs@main:objects`,
    /// `from logs*`, `from /^log/`, `from :pools`, and in a leg `pool logs`.
    ///
    /// @param pool the name or pattern; empty for `from :pools`, which asks the lake
    /// @param revision the branch or commit after `@`
    /// @param meta the kind of metadata after `:`
    /// @param tap whether `tap` was written
    record Pool(Optional<Pattern> pool, Optional<Revision> revision, Optional<Ast.Name> meta, boolean tap, Span span)
            implements Source {}

    /// The branch name or commit id after `@`.
    record Revision(String text, Span span) implements Ast {}

    /// A file: `file data.csv format csv order ts desc`.
    ///
    /// @param format the name after `format`
    /// @param order the keys after `order`, by which the file claims to be sorted
    record File(Pattern.Text path, Optional<Ast.Name> format, List<Ast.SortKey> order, Span span) implements Source {

        /// Copies the keys.
        public File {
            order = List.copyOf(order);
        }
    }

    /// A request: `get http://host/x format json method "POST" headers {a:["b"]} body "text"`.
    record Get(Pattern.Text url, Optional<Ast.Name> format, List<Ast.SortKey> order, Optional<String> method,
               Optional<Expression.Record> headers, Optional<String> body, Span span) implements Source {

        /// Copies the keys.
        public Get {
            order = List.copyOf(order);
        }
    }

    /// The values that the enclosing operator receives: the leg `pass => …` of `from (…)`.
    record Pass(Span span) implements Source {}
}
