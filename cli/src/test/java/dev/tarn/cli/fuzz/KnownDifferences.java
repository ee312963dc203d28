package dev.tarn.cli.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the reference is known to do otherwise; `docs/differences.md` says why. A rule is asked only about the smallest case of a difference
/// that was found, so its patterns may be wide.
final class KnownDifferences {
    private static final String SHAPING = "shaping under names";

    /// How many values are asked for one by one at most.
    private static final int ALONE = 25;

    /// What asks for several values together, or for their order.
    private static final Pattern TOGETHER = Pattern.compile("(^|\\n|\\| |=> |[;(])(summarize|sort|head|tail|uniq|fuse|top|.*join|sample|merge|file|from|debug|([\\w.]+:=)?(and|any|avg|collect|count|dcount|fuse|max|min|or|sum|union)\\()");

    /// Comparisons other than for equality, beside types.
    private static final String ORDERED = "( [<>]=? |[\\w\")\\]]([<>]=|<|>(?![(),\\]])))";

    private static final Pattern ANYTHING = Pattern.compile("");

    /// Types with names, in values.
    private static final Pattern NAMED = Pattern.compile("=\\w+\\)|\\(\\w+=");

    /// Where a search passes errors on as values.
    private static final Pattern SEARCH = Pattern.compile("(\\| |\\(|=> |\\n)(search|\\?) ");

    /// How it says that a text is no type.
    private static final Pattern MESSAGE = Pattern.compile("ZSON syntax error( at line \\d+, column \\d+)?|unknown value ast type: <nil>|malformed identifier");

    /// Functions whose last digits may differ.
    private static final Pattern ROUNDED = Pattern.compile("log|pow|avg|sum");
    // Other than times, durations and addresses.
    private static final Pattern FLOAT = Pattern.compile("\\d+\\.\\d*+(e[-+]\\d+)?+(?!\\w)");

    /// Something that it does otherwise.
    ///
    /// @param name what it is, in a word or two
    /// @param query where it may happen
    /// @param values what must be in the values for it to happen
    private record Rule(String name, Pattern query, Pattern values) {
        boolean isIn(String text, String input) {
            return !ANYWAY.contains(name) && query.matcher(text).find() && values.matcher(input).find();
        }
    }

    private static final List<Rule> RULES = List.of(
        rule("-limit", "-limit"),
        // What they do is looked at where they are called.
        rule("functions that are not called", "func .*(shape|crop|fill|fit|order)\\(.*,[^<]*\\)\n"),
        rule("texts as times", "time\\(\"a,b\"\\)"),

        // Conditions and comparisons.
        rule("errors in searches", "(\\| |\\(|=> |\\n)(search|\\?) .*\\|"),
        rule("missing values and where", "where ", "(?m)^error\\(\"(quiet|missing)\"\\)$"),
        rule("!=", "!=(?!-?\\d|[\"':]|true|false|null)"),
        rule("nulls beside literals", "(>=?-\\d|>=0|<=?-?[\\d\"]|[!=]=-?0|[!=]=\"\"|!=(-?[\\d\"]|true|false)|[( ](-?\\d[\\d.]*|\"\\w*\")(==|!=|[<>]=?))", "null"),
        rule("nulls beside literals", "null\\(.*[<>=]=?-?\\d"),
        // It unwraps unions on the right only.
        rule("comparisons of unions", "[\\w\"]\\)*[<>]=?[-\\w\"(]", "\\((n\\d=)?\\("),
        // It rounds them when they are written.
        rule("small floats", "float(16|32).*[-+*/]|[-+*/].*float(16|32)"),
        rule("small floats", " [-+*/] |\\w[-+*/]|pow|sqrt|log", "float(16|32)"),
        // It orders them only if a literal is on the right.
        rule("order of texts", ORDERED, "\"|\\d\\.\\d+\\.\\d|::|true|false|<|null\\(|%"),
        rule("order of texts", "(?=.*" + ORDERED + ").*(\"|'|\\d\\.\\d+\\.\\d|::|true|false|(typeof|string|kind|type|ip|strftime)\\()"),
        // It takes them for negative ones.
        rule("large unsigned numbers", "[^=|]>(?!\\))|(min|max|sum)\\(", "18446744073709551615"),
        rule("large unsigned numbers", "([^=|]>|min|max|sum).*18446744073709551615"),
        rule("bytes in switch", "switch [^(].*case (?![-\\d\"'a-z])"),
        // It ends the whole query.
        rule("switch over missing values in scopes", "over .*switch [^(]"),
        rule("bytes in switch", "(count|sum|u?int\\d+|float\\d+)\\(.*switch [^(].*case "),
        rule("bytes in switch", "switch [^(].*case ", "\\d\\((\\w+=)?u?int|\\d\\."),
        // Which of those that are equal is not specified.
        rule("equal values and top", "top( \\d+)?( (?!this)\\w+(?!.*,this)|$| -)"),

        // Records.
        rule(SHAPING, "fuse(?!\\()|(shape|cast|crop|fill|fit|order)\\(", NAMED.pattern()),
        rule("put in null", "put |(^|\\n|\\| |=> |\\()[\\w.]+:=", "null\\((\\w+=)?\\{"),
        rule("drop before fork", "drop .*fork"),
        rule("fields of nothing", "fields\\(.*\\{\\}"),
        rule("fields of nothing", "fields\\(", "\\{\\}"),
        rule("null by its key", "\\[(\"\\w|lower|[sa]\\]|.*\\)\\[)", "null"),
        // It crashes, in a leg in silence.
        rule("spread of null", "\\.\\.\\.", "null\\((\\w+=)?\\{"),

        // Aggregates.
        rule("NaN in min or max", "(min|max)\\([^ ]*,", "NaN"),
        rule("NaN in min or max", "(min|max)\\([^ ]*(NaN|sqrt|pow|log)"),
        rule("infinities", "(min|max)\\(", "Inf"),
        rule("infinities", "(min|max)\\(\\S*Inf"),
        rule("numbers in unions", "(min|max|sum)\\(", "[\\d)s]\\((n\\d=|either=)?\\("),
        rule("min of unsigned nulls", "min\\(", "null\\((\\w+=)?uint"),
        rule("texts and avg", "avg\\(", "\"-?\\d"),
        rule("texts and avg", "avg\\(.*\"-?\\d"),
        rule("dcount of nulls", "dcount\\(", "null"),

        // Slices, and values inside unions.
        rule("empty slices", "\\[([^\\]]*[)\\]\\d]:|1:[13]|2:|[a-z]\\w*:|-?\\w+:[-a-z]|:[-a-z]|[-4]\\d?:-?\\d)"),
        // What it says of a null depends on the values before.
        rule("has_error of nulls", "has_error", "null\\(.*error\\("),
        rule("errors in unions", "has_error\\(\\S*[\\[|]"),
        rule("unions in f-strings", "f[\"']", "\\((\\w+=)?\\(.*([\\[{]|error)"),
        // It leaves out the types that they have.
        rule("empty values as texts", "string\\(|f[\"']", "\\[\\]|\\|\\{\\}\\|"),
        // It wraps unions in unions that are the same.
        rule("unions in arrays", "\\[u,u"),
        // It appends the bytes of unions to strings.
        rule("unions beside +", " \\+ ", "\\((n\\d=)?\\("),

        // Sets inside other values are not sorted, unions not found, half a value is null, and the value is lost that it keeps as a key.
        rule("parse_zson of sets", "parse_zson.*\\|[\\[{]"),
        rule("parse_zson of enums", "parse_zson.*%"),
        rule("parse_zson of unions", "parse_zson.*\\(\\("),
        rule("parse_zson of texts", "parse_zson\\(string\\(", "\""),
        rule("parse_zson of texts", "parse_zson\\((s\\)|.*ünï)"),
        rule("parse_zson in keys", "sort .*parse_zson"));

    /// Those that are looked at anyway.
    private static final Set<String> ANYWAY = Set.of(System.getProperty("tarn.fuzz.anyway", "").split(","));

    private KnownDifferences() {}

    private static Rule rule(String name, String query) {
        return new Rule(name, Pattern.compile(query), ANYTHING);
    }

    private static Rule rule(String name, String query, String values) {
        return new Rule(name, Pattern.compile(query), Pattern.compile(values));
    }

    /// Returns whether an answer for a value depends on the values before it, but should not, in a query that asks for each value alone.
    static boolean remembers(String query, String values) {
        return !TOGETHER.matcher(query).find() && 1 < values.lines().count() && values.lines().count() <= ALONE
            && RULES.stream().anyMatch(rule -> rule.name().equals(SHAPING) && rule.isIn(query, values));
    }

    /// Returns what a query asks for that the reference may do otherwise.
    static Optional<String> in(String query, String values) {
        return RULES.stream().filter(rule -> rule.isIn(query, values)).map(Rule::name).findFirst();
    }

    /// Leaves out what only one of the answers may have.
    static Answer comparable(String query, Answer answer) {
        boolean passed = SEARCH.matcher(query).find();
        boolean rounded = ROUNDED.matcher(query).find();
        var lines = answer.lines().stream()
            .filter(line -> !line.startsWith(Tarn.DEBUG) && !(passed && line.startsWith("error(")))
            .map(line -> MESSAGE.matcher(line).replaceAll("not a type"))
            .map(line -> rounded ? FLOAT.matcher(line).replaceAll(number -> String.valueOf((float) Double.parseDouble(number.group()))) : line).toList();
        return new Answer(lines, answer.failure());
    }
}
