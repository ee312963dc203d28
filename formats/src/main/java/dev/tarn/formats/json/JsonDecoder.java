package dev.tarn.formats.json;

import dev.tarn.model.InputException;
import dev.tarn.model.text.FloatText;
import dev.tarn.model.text.NameTable;
import dev.tarn.model.text.TextBuilder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeTable;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.ContainerBody;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns JSON values into batches, and remembers the shapes of objects for the next values. Belongs to one thread at a time.
///
/// Whole numbers that fit become int64, others float64; arrays of several types become arrays of a union.
final class JsonDecoder {
    // A whole number of so many digits fits in a long.
    private static final int SAFE_DIGITS = 18;

    private final TypeTable table = new TypeTable();
    private final Shapes shapes = new Shapes(table);
    private final NameTable names = new NameTable();
    private final TextBuilder scratch = new TextBuilder();
    private final ByteBuilder out = new ByteBuilder(1 << 12);
    private final ContainerBody containers = new ContainerBody(out, table);
    private final Body.Cursor cursor = new Body.Cursor();
    private JsonText text = new JsonText(new byte[0], 0, 0, 0, scratch);
    private int depth;

    /// Returns the values of a range of bytes, which ends where a value does.
    ///
    /// @param linesBefore how many lines come before the range in its stream
    /// @throws InputException if it is not JSON
    List<Vector> decode(byte[] bytes, int start, int end, long linesBefore) {
        var batches = new ArrayList<Vector>();
        var builder = new MixedBuilder();
        begin(bytes, start, end, linesBefore);
        while (next(builder)) {
            if (builder.length() == Vector.BATCH_ROWS) {
                batches.add(builder.build());
            }
        }
        if (builder.length() > 0) {
            batches.add(builder.build());
        }
        return batches;
    }

    /// Sets the decoder before the first value of a range of bytes.
    void begin(byte[] bytes, int start, int end, long linesBefore) {
        text = new JsonText(bytes, start, end, linesBefore, scratch);
    }

    /// Appends the next value; returns false at the end.
    ///
    /// @throws InputException if it is not JSON
    boolean next(MixedBuilder builder) {
        if (text.peek() < 0) {
            return false;
        }
        out.truncate(0);
        depth = 0;
        var type = value(shapes.top());
        cursor.open(out.array(), 0, out.length());
        cursor.next();
        builder.append(type, out.array(), cursor.start(), cursor.length());
        return true;
    }

    /// Writes the value at the position, its tag in front of its body, and returns its type.
    ///
    /// @param key the key that the value stands behind, alone or in arrays
    private Type value(Shapes.Key key) {
        switch (text.peek()) {
            case '"' -> {
                text.string();
                text.composeString();
                int length = text.stringEnd - text.stringStart;
                out.putUvarint(length + 1L);
                out.put(text.stringBytes, text.stringStart, length);
                return PrimitiveType.STRING;
            }
            case '{' -> {
                return object(key.inside());
            }
            case '[' -> {
                return array(key);
            }
            case 't' -> {
                text.literal("true");
                return bool(1);
            }
            case 'f' -> {
                text.literal("false");
                return bool(0);
            }
            case 'n' -> {
                text.literal("null");
                out.put(0);
                return PrimitiveType.NULL;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                return number();
            }
            default -> throw text.unexpected("looking for beginning of value");
        }
    }

    private Type bool(int value) {
        out.put(2);
        out.put(value);
        return PrimitiveType.BOOL;
    }

    private Type number() {
        int at = text.position;
        boolean negative = text.bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < text.end && at - first < SAFE_DIGITS && text.bytes[at] >= '0' && text.bytes[at] <= '9') {
            value = value * 10 + text.bytes[at++] - '0';
        }
        if (at == first || at < text.end && isNumberPart(text.bytes[at])) {
            return otherNumber(text.numberEnd());
        }
        text.position = at;
        return integer(negative ? -value : value);
    }

    private static boolean isNumberPart(byte c) {
        return c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+';
    }

    private Type integer(long value) {
        long bits = value >= 0 ? value << 1 : -value << 1 | 1;
        out.put((71 - Long.numberOfLeadingZeros(bits) >>> 3) + 1);
        out.putMinimal(bits);
        return PrimitiveType.INT64;
    }

    private Type otherNumber(int end) {
        int start = text.position;
        if (isWhole(start, end)) {
            try {
                long value = Long.parseLong(new String(text.bytes, start, end - start, StandardCharsets.US_ASCII));
                text.position = end;
                return integer(value);
            } catch (NumberFormatException _) {
                // Too large for an integer, it is a float.
            }
        }
        double value = real(start, end);
        text.position = end;
        out.put(9);
        Body.writeDouble(PrimitiveType.FLOAT64, value, out);
        return PrimitiveType.FLOAT64;
    }

    private boolean isWhole(int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.bytes[i] > '9' || text.bytes[i] < '0' && (i > start || text.bytes[i] != '-')) {
                return false;
            }
        }
        return true;
    }

    private double real(int start, int end) {
        try {
            double value = FloatText.parse(text.bytes, start, end);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw text.problem(
                "invalid JSON number " + new String(text.bytes, start, end - start, StandardCharsets.US_ASCII), start);
    }

    private void enter() {
        if (++depth > Type.MAX_DEPTH) {
            throw text.problem("JSON values are nested deeper than " + Type.MAX_DEPTH);
        }
        text.position++;
    }

    private Type object(Shapes.Node objects) {
        enter();
        int start = out.beginTagged();
        var node = objects;
        if (text.peek() == '}') {
            text.position++;
        } else {
            while (true) {
                node = field(node);
                int c = text.peek();
                text.position++;
                if (c == '}') {
                    break;
                }
                if (c != ',') {
                    text.position--;
                    throw text.unexpected("after object key");
                }
            }
        }
        depth--;
        var shape = node.shape();
        if (shape.kept().length > 0) {
            keep(start, shape.kept());
        }
        out.endTagged(start);
        return shape.type();
    }

    private Shapes.Node field(Shapes.Node node) {
        if (text.peek() != '"') {
            throw text.unexpected("looking for beginning of object key string");
        }
        var key = node.lastKey();
        if (key.follows(node) && text.atKey(key.keyAndQuote)) {
            text.position += key.keyAndQuote.length + 1;
        } else {
            text.string();
            key = node.key(names.name(text.stringBytes, text.stringStart, text.stringEnd));
        }
        if (text.peek() != ':') {
            throw text.unexpected("after object key");
        }
        text.position++;
        return key.node(value(key));
    }

    /// Writes the values since `start` again: only some of them, in another order.
    private void keep(int start, int[] kept) {
        var copy = Arrays.copyOfRange(out.array(), start, out.length());
        var ends = new ArrayList<Integer>(List.of(0));
        cursor.open(copy, 0, copy.length);
        while (cursor.hasNext()) {
            cursor.next();
            ends.add(cursor.start() + Math.max(0, cursor.length()));
        }
        out.truncate(start);
        for (int i : kept) {
            out.put(copy, ends.get(i), ends.get(i + 1) - ends.get(i));
        }
    }

    private Type array(Shapes.Key key) {
        enter();
        int start = out.beginTagged();
        Type element = PrimitiveType.NULL;
        // The types of all elements, once there are two.
        List<Type> types = List.of();
        int count = 0;
        if (text.peek() == ']') {
            text.position++;
        } else {
            while (true) {
                var type = value(key);
                if (!types.isEmpty()) {
                    types.add(type);
                } else if (type != element && type != PrimitiveType.NULL) {
                    if (element == PrimitiveType.NULL) {
                        element = type;
                    } else {
                        types = new ArrayList<>(typesSoFar(start, count, element));
                        types.add(type);
                    }
                }
                count++;
                int c = text.peek();
                text.position++;
                if (c == ']') {
                    break;
                }
                if (c != ',') {
                    text.position--;
                    throw text.unexpected("after array value");
                }
            }
        }
        depth--;
        if (!types.isEmpty()) {
            element = containers.unify(start, types);
        }
        out.endTagged(start);
        return table.array(element);
    }

    /// Returns the types of the first elements of an array, which are of one type or null of none.
    private List<Type> typesSoFar(int start, int count, Type element) {
        var types = new ArrayList<Type>(count + 1);
        cursor.open(out.array(), start, out.length() - start);
        for (int i = 0; i < count; i++) {
            cursor.next();
            types.add(cursor.isNull() ? PrimitiveType.NULL : element);
        }
        return types;
    }
}
