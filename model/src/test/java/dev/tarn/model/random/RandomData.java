package dev.tarn.model.random;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.RowsBuilder;
import dev.tarn.model.vector.Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Makes random types and canonical values of them: the same ones for the same seed.
public final class RandomData {
    private static final List<String> WORDS = List.of(
            "a", "b", "ts", "name", "", "with space", "ünï", "日本", "\uD83D\uDE00", "dot.ted", "\"quoted\"", "back\\slash", "tab\t", "1st",
            "null", "true", "$x", "_y", "\u0000\u001f\u007f", "line\nfeed", "\u00a0\u2028", "\ufffd");
    private static final List<String> TYPE_NAMES = List.of("port", "zenum", "my.type", "T1", "with space", "ünit", "a/b");
    private static final long[] LONGS = {0, 1, -1, 127, 128, -128, 255, 256, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE, (1L << 53) + 1,
        Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};
    private static final double[] DOUBLES = {0., -0., 1., -1.5, 0.1, 123456.789, 1234567.5, 1e15, 1e20, 1e21, 1e22, 1e23, 1e-4, 1e-5, 1e-7, 1e300,
        -1e-300, 5e-324, 65504, 3.4028234663852886e38, 1.7976931348623157e308, 1L << 53, 0x1p63, -0x1p63, Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY, Double.NaN};

    private final Random random;
    private final boolean textual;
    private boolean enums = true;

    /// Creates a generator of anything.
    public RandomData(long seed) {
        this(seed, false);
    }

    private RandomData(long seed, boolean textual) {
        this.random = new Random(seed);
        this.textual = textual;
    }

    /// Returns a generator of what a text can tell: no `-0.`, which is written as zero, no unions of one type, no type `null` in a
    /// union, where null is the union's own, and no errors that wrap null, which are null errors.
    public static RandomData ofText(long seed) {
        return new RandomData(seed, true);
    }

    /// Makes no enum types from now on, for formats that do not have them.
    public RandomData withoutEnums() {
        enums = false;
        return this;
    }

    /// Returns a number from 0 to a bound, exclusive.
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /// Returns a type.
    ///
    /// @param depth how deep it may be nested; 0 for a primitive type
    public Type type(int depth) {
        if (depth == 0 || below(3) == 0) {
            var all = PrimitiveType.values();
            return all[below(all.length)];
        }
        return switch (below(8)) {
            case 0, 1 -> record(depth);
            case 2 -> new ArrayType(type(depth - 1));
            case 3 -> new SetType(type(depth - 1));
            case 4 -> new MapType(type(depth - 1), type(depth - 1));
            case 5 -> union(depth);
            case 6 -> below(2) == 0 || !enums ? new ErrorType(type(depth - 1)) : new EnumType(words(1 + below(4)));
            default -> new NamedType(TYPE_NAMES.get(below(TYPE_NAMES.size())), type(depth - 1));
        };
    }

    /// Returns a record type.
    public RecordType record(int depth) {
        var fields = new ArrayList<Field>();
        for (var name : words(below(5))) {
            fields.add(new Field(name, type(depth - 1)));
        }
        return new RecordType(fields);
    }

    private UnionType union(int depth) {
        var members = new LinkedHashSet<Type>();
        for (int i = 0; i <= 1 + below(3) || textual && members.size() < 2; i++) {
            var member = type(depth - 1);
            if (!textual || !isAlwaysNull(member)) {
                members.add(member);
            }
        }
        return UnionType.of(members);
    }

    private List<String> words(int count) {
        var words = new ArrayList<>(WORDS);
        Collections.shuffle(words, random);
        return List.copyOf(words.subList(0, count));
    }

    /// Returns values of a type, about one in ten of them null.
    public Rows rows(Type type, int count) {
        var builder = new RowsBuilder(type);
        var body = new ByteBuilder();
        for (int i = 0; i < count; i++) {
            if (isNull(type)) {
                builder.appendNull();
            } else {
                body.truncate(0);
                writeBody(type, body);
                builder.append(body.array(), 0, body.length());
            }
        }
        return builder.build();
    }

    /// Returns values of several types in a random order.
    public Vector mixed(List<Type> types, int count) {
        var builder = new MixedBuilder();
        for (int i = 0; i < count; i++) {
            var one = rows(types.get(below(types.size())), 1);
            builder.append(one.type(), one.arena(), one.start(0), one.bodyLength(0));
        }
        return builder.build();
    }

    private boolean isNull(Type type) {
        return type.under() == PrimitiveType.NULL || textual && isAlwaysNull(type) || below(10) == 0;
    }

    /// Appends the body of a value that is not null.
    public void writeBody(Type type, ByteBuilder out) {
        switch (type) {
            case NamedType named -> writeBody(named.under(), out);
            case PrimitiveType primitive -> writePrimitive(primitive, out);
            case EnumType enumeration -> Body.writeLong(enumeration, below(enumeration.symbols().size()), out);
            case RecordType record -> record.fields().forEach(field -> writeTagged(field.type(), out));
            case ArrayType array -> {
                for (int i = below(5); i > 0; i--) {
                    writeTagged(array.element(), out);
                }
            }
            case SetType set -> writeSorted(set.element(), null, out);
            case MapType map -> writeSorted(map.key(), map.value(), out);
            case UnionType union -> {
                int tag = below(union.members().size());
                int start = out.beginTagged();
                Body.writeLong(PrimitiveType.INT64, tag, out);
                out.endTagged(start);
                writeTagged(union.members().get(tag), out);
            }
            // The format has one null for a null error and for an error that wraps null.
            case ErrorType error when isAlwaysNull(error.wrapped()) -> {}
            case ErrorType error -> writeBody(error.wrapped(), out);
        }
    }

    private static boolean isAlwaysNull(Type type) {
        return type.under() == PrimitiveType.NULL || type.under() instanceof ErrorType error && isAlwaysNull(error.wrapped());
    }

    private void writeTagged(Type type, ByteBuilder out) {
        if (isNull(type)) {
            out.put(0);
        } else {
            int start = out.beginTagged();
            writeBody(type, out);
            out.endTagged(start);
        }
    }

    private void writeSorted(Type key, Type value, ByteBuilder out) {
        var parts = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
        for (int i = below(5); i > 0; i--) {
            parts.put(tagged(key), value == null ? new byte[0] : tagged(value));
        }
        parts.forEach((keyBytes, valueBytes) -> {
            out.put(keyBytes);
            out.put(valueBytes);
        });
    }

    private byte[] tagged(Type type) {
        var out = new ByteBuilder();
        writeTagged(type, out);
        return out.toBytes();
    }

    private void writePrimitive(PrimitiveType primitive, ByteBuilder out) {
        switch (primitive) {
            case UINT8, UINT16, UINT32, UINT64 ->
                Body.writeLong(primitive, someLong() & -1L >>> 64 - primitive.bits(), out);
            case INT8, INT16, INT32, INT64, DURATION, TIME -> {
                int unused = 64 - primitive.bits();
                Body.writeLong(primitive, someLong() << unused >> unused, out);
            }
            case FLOAT16 -> Body.writeDouble(primitive, Float.float16ToFloat(Float.floatToFloat16((float) someDouble())), out);
            case FLOAT32 -> Body.writeDouble(primitive, (float) someDouble(), out);
            case FLOAT64 -> Body.writeDouble(primitive, someDouble(), out);
            case BOOL -> Body.writeLong(primitive, below(2), out);
            case BYTES -> out.put(someBytes(below(20)));
            case STRING -> out.put(someText().getBytes(StandardCharsets.UTF_8));
            case IP -> out.put(below(2) == 0 ? someBytes(4) : someLongAddress());
            case NET -> writeNet(below(2) == 0 ? 4 : 16, out);
            case TYPE -> out.put(TypeValue.encode(type(2)));
            case NULL -> throw new IllegalStateException("null has no body");
        }
    }

    private void writeNet(int bytes, ByteBuilder out) {
        int prefix = below(bytes * 8 + 1);
        byte[] address = bytes == 4 ? someBytes(4) : someLongAddress();
        var mask = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            int bits = Math.clamp(prefix - i * 8L, 0, 8);
            mask[i] = (byte) (0xff00 >> bits);
            address[i] &= mask[i];
        }
        out.put(address);
        out.put(mask);
    }

    private long someLong() {
        return switch (below(3)) {
            case 0 -> LONGS[below(LONGS.length)];
            case 1 -> below(1000);
            default -> random.nextLong();
        };
    }

    private double someDouble() {
        double value = switch (below(4)) {
            case 0 -> DOUBLES[below(DOUBLES.length)];
            case 1 -> below(100_000) / 100.;
            case 2 -> random.nextGaussian() * 1000;
            default -> Double.longBitsToDouble(random.nextLong());
        };
        // One pattern of bits for NaN. What is too small for a narrow float becomes a zero with a sign there.
        return Double.isNaN(value) ? Double.NaN : textual && Math.abs(value) < 1e-7 ? 0 : value;
    }

    private byte[] someLongAddress() {
        var address = someBytes(16);
        switch (below(3)) {
            case 0 -> {
                int from = below(16);
                Arrays.fill(address, from, from + below(17 - from), (byte) 0);
            }
            case 1 -> {
                // An IPv4 address in the form of IPv6.
                Arrays.fill(address, 0, 10, (byte) 0);
                Arrays.fill(address, 10, 12, (byte) 0xff);
            }
            default -> {}
        }
        return address;
    }

    private byte[] someBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String someText() {
        // Long enough now and then for tags of two bytes.
        return below(20) == 0 ? "x".repeat(100 + below(100)) : String.join(" ", words(below(4)));
    }
}
