package dev.tarn.model.type;

import java.util.HashMap;
import java.util.Map;

/// Writes types as ZSON does: `{a:int64,b:[string]}`, `port=uint16` where a name is first bound, `port` afterwards.
public final class TypeText {
    private final StringBuilder out;
    private final Map<String, Type> names;

    private TypeText(StringBuilder out, Map<String, Type> names) {
        this.out = out;
        this.names = names;
    }

    /// Returns the text of a type that stands for itself, without the angle brackets of a type value.
    public static String of(Type type) {
        var out = new StringBuilder();
        append(out, type, new HashMap<>());
        return out.toString();
    }

    /// Appends the text of a type.
    ///
    /// @param names the names bound so far in the text; a name that is bound here is added
    public static void append(StringBuilder out, Type type, Map<String, Type> names) {
        new TypeText(out, names).write(type);
    }

    private void write(Type type) {
        switch (type) {
            case PrimitiveType primitive -> out.append(primitive);
            case RecordType record -> writeRecord(record);
            case ArrayType array -> wrap("[", array.element(), "]");
            case SetType set -> wrap("|[", set.element(), "]|");
            case MapType map -> {
                wrap("|{", map.key(), ":");
                wrap("", map.value(), "}|");
            }
            case UnionType union -> {
                String separator = "(";
                for (var member : union.members()) {
                    wrap(separator, member, "");
                    separator = ",";
                }
                out.append(')');
            }
            case EnumType enumeration -> {
                String separator = "enum(";
                for (var symbol : enumeration.symbols()) {
                    out.append(separator).append(quoteUnlessIdentifier(symbol));
                    separator = ",";
                }
                out.append(enumeration.symbols().isEmpty() ? "enum()" : ")");
            }
            case ErrorType error -> wrap("error(", error.wrapped(), ")");
            case NamedType named -> writeNamed(named);
        }
    }

    private void writeRecord(RecordType record) {
        out.append('{');
        String separator = "";
        for (var field : record.fields()) {
            out.append(separator).append(quoteUnlessIdentifier(field.name())).append(':');
            write(field.type());
            separator = ",";
        }
        out.append('}');
    }

    private void writeNamed(NamedType named) {
        out.append(quoteUnlessTypeName(named.name()));
        if (!named.type().equals(names.get(named.name()))) {
            out.append('=');
            write(named.type());
            // Only now, because the type may bind the same name to something else.
            names.put(named.name(), named.type());
        }
    }

    private void wrap(String before, Type type, String after) {
        out.append(before);
        write(type);
        out.append(after);
    }

    /// Returns whether a name can stand bare as the name of a type: letters, digits, `_`, `$` and dots, no digit first.
    public static boolean isTypeName(String name) {
        return isIdentifier(name.replace('.', '_'));
    }

    /// Returns whether a name can stand bare in a record or an enum: letters, digits, `_` and `$`, no digit first.
    public static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && !isDigit(name.codePointAt(0))
                && name.codePoints().allMatch(c -> isLetter(c) || isDigit(c));
    }

    /// Returns whether a character can stand anywhere in an identifier.
    public static boolean isLetter(int c) {
        return Character.isLetter(c) || c == '_' || c == '$';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /// Returns the name as it stands in a type: bare if it is the name of a type, quoted otherwise.
    public static String quoteUnlessTypeName(String name) {
        return isTypeName(name) ? name : quote(name);
    }

    /// Returns the name as it stands in a record: bare if it is an identifier, quoted otherwise.
    public static String quoteUnlessIdentifier(String name) {
        return isIdentifier(name) ? name : quote(name);
    }

    /// Returns the text in double quotes, with the escapes of ZSON.
    public static String quote(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
