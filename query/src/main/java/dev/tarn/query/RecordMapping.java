package dev.tarn.query;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes Java records of record values: each component gets the field of its name.
///
/// | component | Zed value |
/// |---|---|
/// | `long`, `int`, `short`, `byte` and their classes | an integer in the range of the component |
/// | `double`, `float` and their classes | a float or an integer |
/// | `boolean`, `Boolean` | bool |
/// | `String` | string or the symbol of an enum |
/// | `byte[]` | bytes |
/// | `Instant` | time |
/// | `Duration` | duration |
/// | `InetAddress` | ip |
/// | `List<X>`, `Set<X>` | an array or set |
/// | `Map<K, V>` | a map |
/// | a record | a record |
/// | `Optional<X>` | an X; empty where the field is null or there is none |
/// | `Value` | anything |
///
/// A union counts as the value that it holds, a named type as the type it names. Fields without a component are left out.
///
/// @param <T> the record
public final class RecordMapping<T extends Record> {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /// Makes a component's value of a field's, which is neither null nor a union; [Mismatch] if it cannot.
    @FunctionalInterface
    private interface Conversion {
        Object of(Value value);
    }

    /// One component and how to make it.
    private record Part(String name, Conversion conversion, boolean optional, boolean anything) {}

    /// What a value is not.
    private static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1;

        Mismatch(String message) {
            super(message, null, false, false);
        }
    }

    private final Class<T> type;
    private final Constructor<T> constructor;
    private final List<Part> parts;

    private RecordMapping(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the record " + type.getName() + " has no canonical constructor", e);
        }
        parts = Arrays.stream(components).map(RecordMapping::part).toList();
    }

    /// Returns the mapping to a record class.
    ///
    /// @throws IllegalArgumentException if a component has a class that no value can become
    public static <T extends Record> RecordMapping<T> to(Class<T> type) {
        return new RecordMapping<>(type);
    }

    /// Returns the record of a value.
    ///
    /// @throws InputException if the value is no record, or a field is missing or null without being optional, or of another type
    public T map(Value value) {
        try {
            return convert(value);
        } catch (Mismatch e) {
            throw new InputException("cannot make a " + type.getSimpleName() + " of " + value + ": " + e.getMessage());
        }
    }

    private T convert(Value value) {
        if (!(value.type().under() instanceof RecordType) || value.isNull()) {
            throw new Mismatch("expected a record, found " + value);
        }
        Object[] arguments = new Object[parts.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(parts.get(i), value);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new Mismatch(e.getCause().toString());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type.getName() + " cannot be made", e);
        }
    }

    private static Object argument(Part part, Value record) {
        Optional<Value> field = record.field(part.name()).map(RecordMapping::unwrapped);
        if (part.anything() && field.isPresent()) {
            return field.get();
        }
        Optional<Value> value = field.filter(found -> !found.isNull());
        try {
            if (part.optional()) {
                return value.map(part.conversion()::of);
            }
            return part.conversion().of(value.orElseThrow(() -> new Mismatch(field.isPresent() ? "is null" : "is missing")));
        } catch (Mismatch e) {
            throw new Mismatch("field " + part.name() + ": " + e.getMessage());
        }
    }

    private static Value unwrapped(Value value) {
        return value.type().under() instanceof UnionType && !value.isNull() ? value.unwrap() : value;
    }

    private static Part part(RecordComponent component) {
        java.lang.reflect.Type type = component.getGenericType();
        boolean optional = component.getType() == Optional.class;
        try {
            Conversion conversion = conversion(optional ? argument(type, 0) : type);
            return new Part(component.getName(), conversion, optional, component.getType() == Value.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("component " + component.getName() + " of "
                + component.getDeclaringRecord().getName() + ": " + e.getMessage());
        }
    }

    private static java.lang.reflect.Type argument(java.lang.reflect.Type type, int index) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[index];
        }
        throw new IllegalArgumentException(type.getTypeName() + " does not say of what");
    }

    private static Conversion conversion(java.lang.reflect.Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return collection((Class<?>) parameterized.getRawType(), type);
        }
        if (type instanceof Class<?> single) {
            return single.isRecord() ? nested(single) : scalar(single);
        }
        throw unknown(type);
    }

    private static Conversion collection(Class<?> raw, java.lang.reflect.Type type) {
        if (raw == List.class) {
            Conversion element = element(argument(type, 0));
            return value -> elements(value).stream().map(element::of).toList();
        }
        if (raw == Set.class) {
            Conversion element = element(argument(type, 0));
            return value -> {
                Set<Object> set = new LinkedHashSet<>();
                elements(value).forEach(found -> set.add(element.of(found)));
                return set;
            };
        }
        if (raw == Map.class) {
            Conversion key = element(argument(type, 0));
            Conversion mapped = element(argument(type, 1));
            return value -> {
                expect(value, value.type().under() instanceof MapType, "a map");
                Map<Object, Object> map = new LinkedHashMap<>();
                List<Value> keys = value.keys();
                List<Value> values = value.values();
                for (int i = 0; i < keys.size(); i++) {
                    map.put(key.of(keys.get(i)), mapped.of(values.get(i)));
                }
                return map;
            };
        }
        throw unknown(type);
    }

    /// Returns the conversion of what stands in a collection, where null is no value.
    private static Conversion element(java.lang.reflect.Type type) {
        if (type == Value.class) {
            return RecordMapping::unwrapped;
        }
        Conversion conversion = conversion(type);
        return value -> {
            Value found = unwrapped(value);
            if (found.isNull()) {
                throw new Mismatch("holds null");
            }
            return conversion.of(found);
        };
    }

    private static List<Value> elements(Value value) {
        Type type = value.type().under();
        expect(value, type instanceof ArrayType || type instanceof SetType, "an array or set");
        return value.elements();
    }

    private static <R extends Record> Conversion nested(Class<?> type) {
        @SuppressWarnings("unchecked")
        RecordMapping<R> mapping = to((Class<R>) type);
        return mapping::convert;
    }

    private static Conversion scalar(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return value -> integer(value, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == int.class || type == Integer.class) {
            return value -> (int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (type == short.class || type == Short.class) {
            return value -> (short) integer(value, Short.MIN_VALUE, Short.MAX_VALUE);
        } else if (type == byte.class || type == Byte.class) {
            return value -> (byte) integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
        } else if (type == double.class || type == Double.class) {
            return RecordMapping::number;
        } else if (type == float.class || type == Float.class) {
            return value -> (float) number(value);
        }
        return object(type);
    }

    private static Conversion object(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return value -> expect(value, PrimitiveType.BOOL).asBool();
        } else if (type == String.class) {
            return value -> value.type().under() instanceof EnumType
                ? value.asString() : expect(value, PrimitiveType.STRING).asString();
        } else if (type == byte[].class) {
            return value -> expect(value, PrimitiveType.BYTES).asBytes();
        } else if (type == Instant.class) {
            return value -> instant(expect(value, PrimitiveType.TIME).asLong());
        } else if (type == Duration.class) {
            return value -> Duration.ofNanos(expect(value, PrimitiveType.DURATION).asLong());
        } else if (type == InetAddress.class) {
            return RecordMapping::address;
        } else if (type == Value.class) {
            return value -> value;
        }
        throw unknown(type);
    }

    private static long integer(Value value, long min, long max) {
        expect(value, isInteger(value.type().under()), "an integer");
        long number = value.asLong();
        boolean wraps = number < 0 && value.type().under() == PrimitiveType.UINT64;
        expect(value, !wraps && number >= min && number <= max, "an integer between " + min + " and " + max);
        return number;
    }

    private static double number(Value value) {
        Type type = value.type().under();
        if (type instanceof PrimitiveType primitive && primitive.isFloat()) {
            return value.asDouble();
        }
        expect(value, isInteger(type), "a number");
        long number = value.asLong();
        return type == PrimitiveType.UINT64 && number < 0 ? Double.parseDouble(Long.toUnsignedString(number)) : number;
    }

    private static boolean isInteger(Type type) {
        return type instanceof PrimitiveType primitive && primitive.isInteger()
            && primitive != PrimitiveType.TIME && primitive != PrimitiveType.DURATION;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    private static InetAddress address(Value value) {
        try {
            return InetAddress.getByAddress(expect(value, PrimitiveType.IP).asBytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an ip has neither 4 nor 16 bytes: " + value, e);
        }
    }

    private static Value expect(Value value, PrimitiveType type) {
        expect(value, value.type().under() == type, "a " + type);
        return value;
    }

    private static void expect(Value value, boolean holds, String what) {
        if (!holds) {
            throw new Mismatch("expected " + what + ", found " + value);
        }
    }

    private static IllegalArgumentException unknown(java.lang.reflect.Type type) {
        return new IllegalArgumentException("no value can become a " + type.getTypeName());
    }
}
