package dev.tarn.query.expression;

import dev.tarn.model.FrameSearch;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.query.search.ByteSearch;
import dev.tarn.query.search.Regexps;
import dev.tarn.query.search.RequiredText;
import dev.tarn.query.search.TextSearch;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds the bytes that values must contain for a condition to be true.
///
/// Strings and addresses lie in frames as they are, so equality with a literal and searches for text can be decided before
/// anything is decoded. Numbers do not: `80` may be of any type.
final class FramePatterns {
    // Fewer bytes are found by chance in most frames, and then they were searched for nothing: to compare one field takes no longer.
    private static final int MIN_LITERAL = 4;

    private FramePatterns() {}

    /// Returns a search that finds every value for which the condition can be true; empty if nothing can be said.
    static Optional<FrameSearch> of(Expr condition) {
        return switch (condition) {
            case Expr.And(var left, var right) -> both(of(left), of(right));
            case Expr.Or(var left, var right) -> either(of(left), of(right));
            case Expr.Compare(var comparison, var left, var right) when comparison == Comparison.EQUAL ->
                equal(left, right).or(() -> equal(right, left));
            case Expr.In(Expr.Literal(var item), var container) when container.path().isPresent() -> literal(item);
            case Expr.Match(var value, var regexp) when value.path().isPresent() ->
                RequiredText.ofRegexp(regexp).map(text -> exact(text, _ -> false));
            case Expr.Search(var pattern, var value) when value.path().isPresent() -> search(pattern);
            default -> Optional.empty();
        };
    }

    private static Optional<FrameSearch> equal(Expr field, Expr other) {
        return field.path().isPresent() && other instanceof Expr.Literal(var value) ? literal(value) : Optional.empty();
    }

    private static Optional<FrameSearch> literal(Value value) {
        var type = value.type().under();
        boolean isLiteral = type == PrimitiveType.STRING || type == PrimitiveType.BYTES || type == PrimitiveType.IP;
        return isLiteral && !value.isNull() && value.asBytes().length >= MIN_LITERAL
                ? Optional.of(new BytesPattern(ByteSearch.exact(value.asBytes()), _ -> false))
                : Optional.empty();
    }

    private static Optional<FrameSearch> search(SearchPattern pattern) {
        return switch (pattern) {
            case SearchPattern.Text(var text) -> text(SearchFunction.composed(text));
            case SearchPattern.Term(var text, var value) -> value.type().under() == PrimitiveType.IP
                    ? either(text(text), literal(value))
                    : Optional.empty();
            case SearchPattern.Regexp(var regexp) -> regexp(regexp);
            case SearchPattern.Glob(var glob) -> regexp(Regexps.ofGlob(glob));
        };
    }

    private static Optional<FrameSearch> regexp(String regexp) {
        return RequiredText.ofRegexp(regexp).map(text -> {
            var compiled = Regexps.compile(regexp);
            return exact(text, name -> compiled.matcher(name).find());
        });
    }

    private static Optional<FrameSearch> text(String text) {
        // What letters beyond ASCII are alike but for case cannot be told byte by byte.
        if (text.isEmpty() || text.chars().anyMatch(c -> c >= 0x80)) {
            return Optional.empty();
        }
        var search = new TextSearch(text);
        return Optional.of(new BytesPattern(ByteSearch.ignoringCase(text), search::isIn));
    }

    private static FrameSearch exact(String text, Predicate<String> nameMatches) {
        return new BytesPattern(ByteSearch.exact(text), nameMatches);
    }

    private static Optional<FrameSearch> both(Optional<FrameSearch> left, Optional<FrameSearch> right) {
        return left.isPresent() && right.isPresent()
                ? Optional.of(new BothPatterns(left.get(), right.get()))
                : left.or(() -> right);
    }

    private static Optional<FrameSearch> either(Optional<FrameSearch> left, Optional<FrameSearch> right) {
        return left.isPresent() && right.isPresent()
                ? Optional.of(new EitherPattern(left.get(), right.get()))
                : Optional.empty();
    }

    /// Bytes, or a name of a field, where names are searched too.
    private record BytesPattern(ByteSearch search, Predicate<String> nameMatches) implements FrameSearch {
        @Override
        public boolean mayMatch(byte[] buffer, int offset, int length) {
            return search.isIn(buffer, offset, length);
        }

        @Override
        public boolean mayMatchType(Type type) {
            return type.under() instanceof RecordType record
                    && SearchFunction.leafNames(record).stream().anyMatch(nameMatches);
        }
    }

    private record BothPatterns(FrameSearch left, FrameSearch right) implements FrameSearch {
        @Override
        public boolean mayMatch(byte[] buffer, int offset, int length) {
            return left.mayMatch(buffer, offset, length) && right.mayMatch(buffer, offset, length);
        }

        // Either may find in the names what the other finds in the bytes.
        @Override
        public boolean mayMatchType(Type type) {
            return left.mayMatchType(type) || right.mayMatchType(type);
        }
    }

    private record EitherPattern(FrameSearch left, FrameSearch right) implements FrameSearch {
        @Override
        public boolean mayMatch(byte[] buffer, int offset, int length) {
            return left.mayMatch(buffer, offset, length) || right.mayMatch(buffer, offset, length);
        }

        @Override
        public boolean mayMatchType(Type type) {
            return left.mayMatchType(type) || right.mayMatchType(type);
        }
    }
}
