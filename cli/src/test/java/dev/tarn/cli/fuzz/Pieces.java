package dev.tarn.cli.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A query and the values that it asks, in pieces that can be left out one by one.
///
/// @param declarations what stands before the pipeline
/// @param steps the pipeline's operators
/// @param lines the values
record Pieces(String declarations, List<Step> steps, List<Piece> lines) {
    /// Operators that have lists of expressions, and what may stand behind these.
    private static final Pattern LISTED = Pattern.compile("(yield |put |cut |drop |summarize |sort (?:-r |-nulls first |-nulls last )*)(.*?)( by .*| with -limit .*)?", Pattern.DOTALL);

    /// A piece of text that keeps its number when others are left out.
    record Piece(int number, String text) {}

    /// An operator.
    ///
    /// @param head what stands before its expressions
    /// @param items its expressions, or else none
    /// @param tail what stands behind them
    record Step(int number, String head, List<Piece> items, String tail) {
        String text() {
            return head + items.stream().map(Piece::text).collect(Collectors.joining(",")) + tail;
        }

        Step with(List<Piece> others) {
            return new Step(number, head, others, tail);
        }
    }

    static Pieces of(String query, String values) {
        var statements = split(query, "\n");
        String declarations = statements.stream().limit(statements.size() - 1L).map(line -> line + "\n").collect(Collectors.joining());
        var operators = split(statements.getLast(), " | ");
        var steps = IntStream.range(0, operators.size()).mapToObj(i -> step(i, operators.get(i))).toList();
        return new Pieces(declarations, steps, numbered(values.lines().toList()));
    }

    private static Step step(int number, String text) {
        Matcher listed = LISTED.matcher(text);
        if (!listed.matches()) {
            return new Step(number, text, List.of(), "");
        }
        return new Step(number, listed.group(1), numbered(split(listed.group(2), ",")), listed.group(3) == null ? "" : listed.group(3));
    }

    private static List<Piece> numbered(List<String> texts) {
        return IntStream.range(0, texts.size()).mapToObj(i -> new Piece(i, texts.get(i))).toList();
    }

    /// Returns what stands between separators outside of parentheses and quotes.
    static List<String> split(String text, String separator) {
        var found = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (depth == 0 && text.startsWith(separator, i)) {
                found.add(text.substring(begin, i));
                begin = i + separator.length();
                i = begin - 1;
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            }
        }
        found.add(text.substring(begin));
        return found;
    }

    String query() {
        return declarations + steps.stream().map(Step::text).collect(Collectors.joining(" | "));
    }

    String values() {
        return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }

    Pieces withLines(List<Piece> others) {
        return new Pieces(declarations, steps, others);
    }

    Pieces withSteps(List<Step> others) {
        return new Pieces(declarations, others, lines);
    }

    /// Returns these with other expressions in one of the operators.
    Pieces withItems(Step step, List<Piece> others) {
        return withSteps(steps.stream().map(one -> one.number() == step.number() ? step.with(others) : one).toList());
    }

    /// Returns what there is beside some of these: without its expressions if each of its operators has others, else without its values
    /// if there are others, else without its operators; what is empty if nothing is beside it.
    Pieces beside(Pieces some) {
        var others = withSteps(steps.stream().map(step -> step.with(besides(step.items(), some.itemsOf(step.number()), Piece::number))).toList());
        boolean listed = steps.size() == 1 && !steps.getFirst().items().isEmpty() && !others.steps.getFirst().items().isEmpty();
        if (listed) {
            return others;
        }
        var values = besides(lines, some.lines, Piece::number);
        return 2 * values.size() >= lines.size() || steps.size() == some.steps.size() ? withLines(values) : withSteps(besides(steps, some.steps, Step::number));
    }

    private List<Piece> itemsOf(int step) {
        return steps.stream().filter(one -> one.number() == step).findFirst().map(Step::items).orElse(List.of());
    }

    private static <T> List<T> besides(List<T> all, List<T> some, Function<T, Integer> number) {
        Set<Integer> numbers = some.stream().map(number).collect(Collectors.toSet());
        return all.stream().filter(one -> !numbers.contains(number.apply(one))).toList();
    }

    boolean isEmpty() {
        return steps.isEmpty() || lines.isEmpty();
    }

    /// Returns how much there is: for each value, the expressions and operators that it is asked for.
    int size() {
        return lines.size() * steps.stream().mapToInt(step -> Math.max(1, step.items().size())).sum();
    }
}
