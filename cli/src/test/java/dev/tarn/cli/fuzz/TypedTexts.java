package dev.tarn.cli.fuzz;

import dev.tarn.cli.fuzz.KnownType.Array;
import dev.tarn.cli.fuzz.TypedExpressions.Scope;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Random expressions that make or take texts.
final class TypedTexts {
    // Who splits or rewrites queries takes them for the end of a text that has expressions inside.
    private static final Pattern QUOTES = Pattern.compile("[\"'\\\\]");

    private final Choice choice;
    private final TypedExpressions expressions;

    TypedTexts(Choice choice, TypedExpressions expressions) {
        this.choice = choice;
        this.expressions = expressions;
    }

    private String text(Scope scope, int depth) {
        return expressions.of(KnownType.STRING, scope, depth);
    }

    /// Returns a string.
    String string(Scope scope, int depth) {
        return switch (choice.below(17)) {
            case 0 -> "(" + text(scope, depth) + " + " + text(scope, depth) + ")";
            case 1 -> choice.of("upper", "lower", "trim") + "(" + text(scope, depth) + ")";
            case 2 -> "replace(" + text(scope, depth) + "," + choice.of("\"a\"", "\"\"", "\"b\"", "\".\"") + "," + text(scope, depth) + ")";
            case 3 -> "regexp_replace(" + text(scope, depth) + "," + pattern() + "," + choice.of("\"<$0>\"", "\"${1}\"", "\"\"", "\"$1$2\"", "\"x\"", text(scope, depth)) + ")";
            case 4, 5 -> formatted(scope, depth);
            case 6 -> "string(" + expressions.any(scope, depth) + ")";
            case 7 -> "join(" + strings(scope, depth) + "," + choice.of("\",\"", "\"\"", text(scope, depth)) + ")";
            case 8 -> text(scope, depth) + "[" + choice.of("0:1", "1:", ":2", "-1:", ":-1", "0:3") + "]";
            case 9 -> choice.of("kind", "nameof") + "(" + expressions.any(scope, depth) + ")";
            case 10 -> choice.of("hex", "base64") + "(" + expressions.of(KnownType.BYTES, scope, depth) + ")";
            case 11 -> "strftime(" + choice.of("\"%Y-%m-%dT%H:%M:%S\"", "\"%F %T %j\"", "\"%a %d %b %y\"", "\"%I:%M %p\"", "\"%U %u %V %w %e %k\"", "\"week %W of %C\"") + "," + expressions.of(KnownType.TIME, scope, depth) + ")";
            case 12 -> "split(" + text(scope, depth) + "," + separator() + ")[" + choice.of("0", "-1", "1") + "]";
            case 13 -> "regexp(" + pattern() + "," + text(scope, depth) + ")[" + choice.of("0", "1") + "]";
            case 14 -> "(over " + strings(scope, depth) + " | " + choice.of("max(this)", "min(this)", "any(this)", "head 1", "sort this | tail 1", "collect(this) | yield join(this,\"-\")") + ")";
            case 15 -> "grok(" + choice.of("\"%{WORD:w}\"", "\"%{DATA:w}\"", "\"%{NOTSPACE:w} %{GREEDYDATA:g}\"", "\"%{INT:w}\"") + "," + text(scope, depth) + ").w";
            default -> "parse_uri(" + choice.of("\"http://h:80/p?q=\"", "\"//u@h/\"", "\"scheme:\"") + " + " + text(scope, depth) + ")." + choice.of("path", "scheme", "host");
        };
    }

    private String formatted(Scope scope, int depth) {
        var quote = choice.of("\"", "'");
        var first = expressions.any(scope, depth);
        var second = expressions.any(scope, depth);
        return Stream.of(first, second).anyMatch(text -> QUOTES.matcher(text).find()) ? "string(" + first + ")" : "f" + quote + choice.of("", "a ", "\\{") + "{" + first + "}" + choice.of("", "-", "é") + choice.of("", "{" + second + "}") + quote;
    }

    /// Returns a pattern that means the same everywhere.
    String pattern() {
        return choice.of("/a/", "/[a-c]+/", "/(a)(b)?/", "/^./", "/b*/", "/\\\\d+/", "/(?i)B|x/", "/\\\\pL/", "/\\\\bfoo/", "/$/", "/(?P<n>[^ ]+) (.*)/", "/.{2}/", "\"[.]\"", "\"(x)|b\"", "/\\\\s/", "/é/").replace("\\\\", "\\");
    }

    private String separator() {
        return choice.of("\",\"", "\"\"", "\" \"", "\".\"", "\"b\"", "\"ab\"");
    }

    /// Returns an array of strings.
    String strings(Scope scope, int depth) {
        return switch (choice.below(8)) {
            case 0, 1 -> "split(" + text(scope, depth) + "," + separator() + ")";
            case 2 -> "regexp(" + pattern() + "," + text(scope, depth) + ")";
            case 3 -> "map(" + expressions.of(new Array(KnownType.STRING), scope, depth) + "," + choice.of("upper", "lower", "trim", "string", "hex") + ")";
            case 4 -> "fields(" + expressions.place(scope).text() + ")" + choice.of("[0]", "[-1]");
            case 5 -> "map(" + expressions.list(expressions.aType(scope), scope, depth) + "," + choice.of("kind", "nameof", "string") + ")";
            default -> expressions.of(new Array(KnownType.STRING), scope, depth);
        };
    }

    String bytes(Scope scope, int depth) {
        return choice.by(() -> "bytes(" + text(scope, depth) + ")", () -> choice.of("hex", "base64") + "(" + choice.of("\"616263\"", "\"YWJj\"", "\"00ff\"", "\"AA==\"") + ")",
            () -> expressions.of(KnownType.BYTES, scope, depth) + "[" + choice.of("0:1", "1:", ":2", "-1:") + "]", () -> "hex(hex(" + expressions.of(KnownType.BYTES, scope, depth) + "))",
            () -> "base64(base64(" + expressions.of(KnownType.BYTES, scope, depth) + "))");
    }

    /// Returns whether something matches a pattern.
    String matches(Scope scope, int depth) {
        return choice.by(() -> "grep(" + grepped() + choice.of("", "," + expressions.place(scope).text()) + ")", () -> "(" + text(scope, depth) + " ~ " + choice.of("/a/", "/^b/", "/[0-9]/", "/é$/", "/(?i)A/") + ")",
            () -> "grep(" + grepped() + "," + text(scope, depth) + ")");
    }

    private String grepped() {
        return choice.of("/a/", "/^b/", "/[0-9]/", "a*", "*b", "*.*", "\"a\"", "\"foo\"", "\"1\"", "f*r", "/(?i)ABC/", "\"é\"", "\"10\"", "\"A\"");
    }
}
