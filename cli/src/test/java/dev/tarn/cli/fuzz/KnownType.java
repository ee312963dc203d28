package dev.tarn.cli.fuzz;

import java.util.List;
import java.util.stream.Collectors;

/// A type whose parts are known, so that expressions can be made that have it or that take its values apart.
sealed interface KnownType {
    /// A type that has no parts, by its name.
    record Primitive(String name) implements KnownType {}

    /// An enum, by its symbols.
    record Symbols(List<String> symbols) implements KnownType {}

    /// A field of a record.
    record Field(String name, KnownType type) {
        private String text() {
            return quoted(name) + ":" + type.text();
        }
    }

    /// A record.
    record Fields(List<Field> fields) implements KnownType {}

    /// An array.
    record Array(KnownType element) implements KnownType {}

    /// A set.
    record Distinct(KnownType element) implements KnownType {}

    /// A map.
    record Entries(KnownType key, KnownType value) implements KnownType {}

    /// A union.
    record Either(List<KnownType> members) implements KnownType {}

    /// An error.
    record Failure(KnownType wrapped) implements KnownType {}

    /// A type with a name.
    record Named(String name, KnownType type) implements KnownType {}

    KnownType INT64 = new Primitive("int64");
    KnownType FLOAT64 = new Primitive("float64");
    KnownType STRING = new Primitive("string");
    KnownType BOOL = new Primitive("bool");
    KnownType TIME = new Primitive("time");
    KnownType DURATION = new Primitive("duration");
    KnownType BYTES = new Primitive("bytes");
    KnownType IP = new Primitive("ip");
    KnownType NET = new Primitive("net");
    KnownType TYPE = new Primitive("type");

    /// Returns the type as ZSON and queries have it.
    default String text() {
        return switch (this) {
            case Primitive(String name) -> name;
            case Symbols(List<String> symbols) -> "enum(" + String.join(",", symbols) + ")";
            case Fields(List<Field> fields) -> fields.stream().map(Field::text).collect(Collectors.joining(",", "{", "}"));
            case Array(KnownType element) -> "[" + element.text() + "]";
            case Distinct(KnownType element) -> "|[" + element.text() + "]|";
            case Entries(KnownType key, KnownType value) -> "|{" + key.text() + ":" + value.text() + "}|";
            case Either(List<KnownType> members) -> members.stream().map(KnownType::text).collect(Collectors.joining(",", "(", ")"));
            case Failure(KnownType wrapped) -> "error(" + wrapped.text() + ")";
            case Named(String name, KnownType type) -> name + "=" + type.text();
        };
    }

    /// Returns the type below its names.
    default KnownType under() {
        return this instanceof Named(_, KnownType type) ? type.under() : this;
    }

    /// Returns whether queries can say the type.
    default boolean hasText() {
        // The parser of queries has no enums.
        return !text().contains("enum(");
    }

    /// Returns a name as it stands before the colon of a field.
    static String quoted(String name) {
        return isPlain(name) ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Returns whether a name needs no quotes.
    static boolean isPlain(String name) {
        return name.matches("[a-z]\\w*") && !name.matches("null|true|false|not|type|over|error|enum|select");
    }
}
