package dev.tarn.query.parse;

import dev.tarn.query.ast.Ast;
import java.util.List;
import java.util.function.Consumer;

/// Collects the text of a query with its lines and indentation, and writes names and strings so that they can be read again.
final class Layout {

    private final StringBuilder out = new StringBuilder();
    private int indentation;

    Layout add(String text) {
        out.append(text);
        return this;
    }

    /// Starts a line.
    Layout line() {
        out.append('\n').repeat(' ', indentation);
        return this;
    }

    void indent(int columns) {
        indentation += columns;
    }

    /// Adds items with `separator` between them.
    <T> void addAll(List<T> items, String separator, Consumer<? super T> print) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.append(separator);
            }
            print.accept(items.get(i));
        }
    }

    /// Adds the name of a field or variable.
    void addName(String name) {
        if (isReserved(name)) {
            out.append('\\');
        }
        out.append(name);
    }

    void addName(Ast.Name name) {
        addName(name.text());
    }

    /// Adds a name at a place where it may be quoted.
    void addQuotableName(String name) {
        if (isIdentifier(name) && !isReserved(name)) {
            out.append(name);
        } else {
            addString(name);
        }
    }

    void addString(String text) {
        out.append('"');
        addEscaped(text, "\"\\");
        out.append('"');
    }

    /// Adds the characters of a string, escaped where they are among `special` or cannot be in a string.
    void addEscaped(String text, String special) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                        out.append(String.format("\\u%04x", c));
                    } else {
                        if (special.indexOf(c) >= 0) {
                            out.append('\\');
                        }
                        out.appendCodePoint(c);
                    }
                }
            }
        });
    }

    /// Adds a glob, whose pattern has no escapes but `\*`.
    void addGlob(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            int c = pattern.codePointAt(i);
            if (c == '\\') {
                boolean star = i + 1 < pattern.length() && pattern.charAt(i + 1) == '*';
                out.append(star ? "\\*" : "\\\\");
                i += star ? 1 : 0;
            } else if (c == '*' || Lexemes.isLetterOrDigit(c) && c != '$' || "_.:/%#@~".indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else if ("=+-'\"".indexOf(c) >= 0) {
                out.append('\\').appendCodePoint(c);
            } else {
                out.append(String.format("\\u{%x}", c));
            }
            i += Character.charCount(c) - 1;
        }
    }

    private static boolean isIdentifier(String name) {
        return !name.isEmpty() && new Lexemes(name).wordEnd(0) == name.length();
    }

    private static boolean isReserved(String name) {
        return switch (name) {
            case "true", "false", "null", "NaN", "Inf", "+Inf", "-Inf" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
