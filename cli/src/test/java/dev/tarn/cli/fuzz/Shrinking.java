package dev.tarn.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes what shows a difference small, by leaving out values, operators, expressions, fields and names of types.
final class Shrinking {
    /// What may be left out of a value's text.
    private static final List<Pattern> DECORATIONS = List.of(Pattern.compile("\\(=\\w+\\)$"), Pattern.compile("\\(=\\w+\\)"), Pattern.compile("\\b[a-z]\\w*="));

    private final Predicate<Pieces> differs;

    private Shrinking(Predicate<Pieces> differs) {
        this.differs = differs;
    }

    /// Returns the smallest that is found.
    ///
    /// @param differs whether there is still a difference
    static Pieces smallest(Pieces all, Predicate<Pieces> differs) {
        return new Shrinking(differs).smallest(all);
    }

    private Pieces smallest(Pieces all) {
        var few = less(all, all.lines(), all::withLines);
        few = less(few, few.steps(), few::withSteps);
        for (var step : few.steps()) {
            var before = few;
            few = less(few, step.items(), items -> before.withItems(step, items));
        }
        for (int i = 0; i < few.lines().size(); i++) {
            few = simpler(few, i);
        }
        return few;
    }

    /// Leaves out elements: halves as long as one will do, then one by one.
    private <T> Pieces less(Pieces from, List<T> all, Function<List<T>, Pieces> of) {
        List<T> left = all;
        var found = from;
        for (boolean halved = true; halved && left.size() > 2;) {
            int half = left.size() / 2;
            var halves = Stream.of(left.subList(0, half), left.subList(half, left.size())).filter(some -> differs.test(of.apply(some))).findFirst();
            halved = halves.isPresent();
            left = halves.orElse(left);
        }
        left = new ArrayList<>(left);
        for (int i = left.size() - 1; i >= 0 && left.size() > 1; i--) {
            T last = left.remove(i);
            if (!differs.test(of.apply(left))) {
                left.add(i, last);
            }
        }
        if (left.size() < all.size()) {
            found = of.apply(List.copyOf(left));
        }
        return found;
    }

    private Pieces simpler(Pieces from, int line) {
        var found = from;
        boolean more = true;
        while (more) {
            var now = found;
            var next = simpler(now.lines().get(line).text()).map(text -> now.withLines(replaced(now.lines(), line, text))).filter(differs).findFirst();
            more = next.isPresent();
            found = next.orElse(now);
        }
        return found;
    }

    private static List<Pieces.Piece> replaced(List<Pieces.Piece> lines, int line, String text) {
        var others = new ArrayList<>(lines);
        others.set(line, new Pieces.Piece(lines.get(line).number(), text));
        return others;
    }

    /// Returns texts of simpler values; some may be malformed.
    private static Stream<String> simpler(String text) {
        var undecorated = DECORATIONS.stream().map(pattern -> pattern.matcher(text).replaceAll("")).filter(other -> !other.equals(text));
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return undecorated;
        }
        var fields = Pieces.split(text.substring(1, text.length() - 1), ",");
        var fewer = IntStream.range(0, fields.size()).filter(_ -> fields.size() > 1).mapToObj(i -> {
            var others = new ArrayList<>(fields);
            others.remove(i);
            return "{" + String.join(",", others) + "}";
        });
        return Stream.concat(undecorated, fewer);
    }
}
