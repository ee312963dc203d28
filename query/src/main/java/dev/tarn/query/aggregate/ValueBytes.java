package dev.tarn.query.aggregate;

import dev.tarn.model.Value;
import dev.tarn.model.type.TypeValue;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.datasketches.common.ArrayOfItemsSerDe;

/// Writes the values in a sketch as bytes: `typeLength(i32) type bodyLength(i32) body`, with a length of -1 for null.
final class ValueBytes extends ArrayOfItemsSerDe<Value> {
    private static final ValueLayout.OfInt LENGTH = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    @Override
    public byte[] serializeToByteArray(Value value) {
        byte[] type = TypeValue.encode(value.type());
        byte[] body = value.body();
        return ByteBuffer.allocate(2 * Integer.BYTES + type.length + body.length)
                .putInt(type.length).put(type).putInt(value.isNull() ? -1 : body.length).put(body).array();
    }

    @Override
    public byte[] serializeToByteArray(Value[] values) {
        var parts = new byte[values.length][];
        int length = 0;
        for (int i = 0; i < values.length; i++) {
            parts[i] = serializeToByteArray(values[i]);
            length += parts[i].length;
        }
        var bytes = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            bytes.put(part);
        }
        return bytes.array();
    }

    @Override
    public Value[] deserializeFromMemorySegment(MemorySegment bytes, long offset, int count) {
        var values = new Value[count];
        long at = offset;
        for (int i = 0; i < count; i++) {
            int typeLength = bytes.get(LENGTH, at);
            var type = TypeValue.decode(copy(bytes, at + Integer.BYTES, typeLength));
            int bodyLength = bytes.get(LENGTH, at + Integer.BYTES + typeLength);
            long body = at + 2 * Integer.BYTES + typeLength;
            values[i] = bodyLength < 0 ? Value.ofNull(type) : Value.ofBody(type, copy(bytes, body, bodyLength));
            at = body + Math.max(0, bodyLength);
        }
        return values;
    }

    private static byte[] copy(MemorySegment bytes, long from, int count) {
        return bytes.asSlice(from, count).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public int sizeOf(Value value) {
        return serializeToByteArray(value).length;
    }

    @Override
    public int sizeOf(MemorySegment bytes, long offset, int count) {
        long at = offset;
        for (int i = 0; i < count; i++) {
            at += Integer.BYTES + bytes.get(LENGTH, at);
            at += Integer.BYTES + Math.max(0, bytes.get(LENGTH, at));
        }
        return (int) (at - offset);
    }

    @Override
    public String toString(Value value) {
        return value.toString();
    }

    @Override
    public Class<Value> getClassOfT() {
        return Value.class;
    }
}
