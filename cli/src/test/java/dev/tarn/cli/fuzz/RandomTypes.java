package dev.tarn.cli.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Random types of any depth, with values of them as ZSON texts that say their types wherever they would not be understood.
final class RandomTypes {
    private static final int NULLS_ONE_IN = 7;

    private static final Set<String> IMPLIED = Set.of("int64", "float64", "string", "bool", "time", "duration", "ip", "net", "bytes", "type", "null");

    private final Choice choice;

    // The names that were bound, so that they come again.
    private final List<RandomType> named = new ArrayList<>();

    RandomTypes(Choice choice) {
        this.choice = choice;
    }

    /// A type.
    ///
    /// @param text the type as ZSON has it
    /// @param maker makes texts of values that are not null
    /// @param implied whether these texts tell the type
    record RandomType(String text, Supplier<String> maker, boolean implied) {}

    /// Returns a value of a type, which may be null.
    String value(RandomType type) {
        return choice.oneIn(NULLS_ONE_IN) ? "null(" + type.text() + ")" : type.maker().get() + (type.implied() ? "" : "(" + type.text() + ")");
    }

    /// Returns a type.
    ///
    /// @param depth how many levels of others it may have inside
    RandomType type(int depth) {
        if (depth <= 0 || choice.oneIn(3)) {
            return choice.oneIn(8) ? named(primitive()) : primitive();
        }
        return switch (choice.below(12)) {
            case 0, 1, 2, 3 -> record(depth);
            case 4, 5 -> array(type(depth - 1));
            case 6 -> set(type(depth - 1));
            case 7 -> map(type(depth - 1), type(depth - 1));
            case 8, 9 -> union(depth);
            case 10 -> error(type(depth - 1));
            default -> named.isEmpty() || choice.oneIn(2) ? named(type(depth - 1)) : named.get(choice.below(named.size()));
        };
    }

    private RandomType primitive() {
        String name = choice.of("int64", "int64", "string", "string", "uint8", "int32", "uint64", "float64", "float32", "bool", "time", "duration", "ip", "net", "bytes", "type",
            "enum(foo,bar)", "null", "int16", "float16");
        return new RandomType(name, () -> switch (name) {
            case "int64" -> choice.of("0", "1", "2", "3", "-1", "100", "9223372036854775807");
            case "uint8", "int32", "uint64", "int16" -> choice.of("0", "1", "2", "3", "80", "127");
            case "float64" -> choice.of("0.", "1.", "1.5", "-2.5", "100.", "NaN", "+Inf");
            case "float32", "float16" -> choice.of("0.", "1.", "1.5", "-2.5");
            case "string" -> choice.of("\"\"", "\"a\"", "\"b\"", "\"abc\"", "\"1\"", "\"a.b\"", "\"ünï\"", "\"10.0.0.1\"", "\"2020-01-01T00:00:00Z\"", "\"foo\"", "\"true\"");
            case "bool" -> choice.of("true", "false");
            case "time" -> choice.of("1970-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2021-06-15T12:34:56.789Z");
            case "duration" -> choice.of("0s", "1s", "-1m", "1h30m");
            case "ip" -> choice.of("10.0.0.1", "127.0.0.1", "192.168.1.1");
            case "net" -> choice.of("10.0.0.0/8", "192.168.0.0/16");
            case "bytes" -> choice.of("0x", "0x0102", "0x61");
            case "type" -> choice.of("<int64>", "<{x:int64}>", "<string>", "<port=uint16>");
            case "null" -> "null";
            default -> "%" + choice.of("foo", "bar");
        }, IMPLIED.contains(name));
    }

    private RandomType record(int depth) {
        Set<String> names = new LinkedHashSet<>();
        for (int count = choice.below(4); count > 0; count--) {
            names.add(choice.of("x", "y", "a", "b", "s", "k"));
        }
        var fields = names.stream().map(name -> new RandomField(name, type(depth - 1))).toList();
        return new RandomType("{" + String.join(",", fields.stream().map(field -> field.name() + ":" + field.type().text()).toList()) + "}",
            () -> "{" + String.join(",", fields.stream().map(field -> field.name() + ":" + value(field.type())).toList()) + "}", true);
    }

    private record RandomField(String name, RandomType type) {}

    private RandomType array(RandomType element) {
        var type = "[" + element.text() + "]";
        return new RandomType(type, () -> "[" + choice.list(0, 3, () -> value(element)) + "]", false);
    }

    private RandomType set(RandomType element) {
        var type = "|[" + element.text() + "]|";
        return new RandomType(type, () -> "|[" + choice.list(0, 3, () -> value(element)) + "]|", false);
    }

    private RandomType map(RandomType key, RandomType value) {
        var type = "|{" + key.text() + ":" + value.text() + "}|";
        return new RandomType(type, () -> "|{" + choice.list(0, 2, () -> value(key) + ":" + value(value)) + "}|", false);
    }

    private RandomType union(int depth) {
        var members = new ArrayList<RandomType>();
        for (int count = 2 + choice.below(2); count > 0; count--) {
            var member = type(depth - 1);
            if (members.stream().noneMatch(other -> other.text().equals(member.text()))) {
                members.add(member);
            }
        }
        if (members.size() < 2) {
            return members.getFirst();
        }
        var type = "(" + String.join(",", members.stream().map(RandomType::text).toList()) + ")";
        return new RandomType(type, () -> value(members.get(choice.below(members.size()))), false);
    }

    private RandomType error(RandomType wrapped) {
        return new RandomType("error(" + wrapped.text() + ")", () -> "error(" + value(wrapped) + ")", true);
    }

    private RandomType named(RandomType type) {
        var text = "n" + (1 + named.size()) + "=" + type.text();
        var result = new RandomType(text, type.maker(), false);
        named.add(result);
        return result;
    }
}
