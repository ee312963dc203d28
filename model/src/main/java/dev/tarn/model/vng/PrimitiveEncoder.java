package dev.tarn.model.vng;

import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects primitive values none of which are null. If few of them are different, they become positions in a dictionary; if
/// all are the same, nothing at all.
final class PrimitiveEncoder extends ColumnEncoder.Present {
    /// The bytes of a value, as a key.
    private record Key(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /// How often a value occurs; also what it is, once the dictionary is sorted.
    private static final class Tally {
        private long count;
        private int position;
    }

    private final PrimitiveType type;
    private final ByteBuilder bytes = new ByteBuilder();
    private int count;
    // Given up once there are too many.
    private Optional<Map<Key, Tally>> distinct;

    PrimitiveEncoder(PrimitiveType type) {
        this.type = type;
        this.distinct = switch (type) {
            // A position would be no shorter than the value.
            case UINT8, INT8, BOOL -> Optional.empty();
            default -> Optional.of(new LinkedHashMap<>());
        };
    }

    @Override
    void put(byte[] arena, int start, int length) {
        count = Math.incrementExact(count);
        bytes.putUvarint(length + 1L);
        bytes.put(arena, start, length);
        if (distinct.isPresent()) {
            var known = distinct.get();
            known.computeIfAbsent(new Key(Arrays.copyOfRange(arena, start, start + length)), _ -> new Tally()).count++;
            if (known.size() > VngFormat.MAX_DICTIONARY) {
                distinct = Optional.empty();
            }
        }
    }

    @Override
    VngColumn finish(SegmentData data) {
        if (count == 0) {
            return new VngColumn.Primitives(type, data.append(bytes), List.of(), Optional.empty(), Optional.empty(), 0);
        }
        if (distinct.isPresent() && distinct.get().size() == 1) {
            var key = distinct.get().keySet().iterator().next();
            return new VngColumn.Same(Value.ofBody(type, key.bytes()), count);
        }
        List<VngColumn.Entry> dictionary = List.of();
        var segment = Optional.<Segment>empty();
        if (distinct.isPresent()) {
            dictionary = sortDictionary(distinct.get());
            segment = Optional.of(data.append(positions(distinct.get())));
        }
        var values = values();
        return new VngColumn.Primitives(
                type,
                segment.isPresent() ? segment.get() : data.append(bytes),
                dictionary,
                Optional.of(extreme(values, -1)),
                Optional.of(extreme(values, 1)),
                count);
    }

    private List<VngColumn.Entry> sortDictionary(Map<Key, Tally> known) {
        var keys = new ArrayList<>(known.keySet());
        keys.sort((a, b) -> ValueOrder.NULLS_FIRST.compare(Value.ofBody(type, a.bytes()), Value.ofBody(type, b.bytes())));
        var dictionary = new ArrayList<VngColumn.Entry>(keys.size());
        for (var key : keys) {
            var tally = known.get(key);
            tally.position = dictionary.size();
            dictionary.add(new VngColumn.Entry(Value.ofBody(type, key.bytes()), tally.count));
        }
        return dictionary;
    }

    private ByteBuilder positions(Map<Key, Tally> known) {
        var positions = new ByteBuilder(count);
        var cursor = new Body.Cursor();
        cursor.open(bytes.array(), 0, bytes.length());
        while (cursor.hasNext()) {
            cursor.next();
            int end = cursor.start() + cursor.length();
            positions.put(known.get(new Key(Arrays.copyOfRange(bytes.array(), cursor.start(), end))).position);
        }
        return positions;
    }

    private FlatVector values() {
        var starts = new int[count];
        var lengths = new int[count];
        var cursor = new Body.Cursor();
        cursor.open(bytes.array(), 0, bytes.length());
        for (int i = 0; i < count; i++) {
            cursor.next();
            starts[i] = cursor.start();
            lengths[i] = cursor.length();
        }
        return new Rows(type, bytes.array(), starts, lengths, count).flat();
    }

    private static Value extreme(FlatVector values, int sign) {
        var order = ValueOrder.NULLS_FIRST.between(values, values);
        int best = 0;
        for (int row = 1; row < values.length(); row++) {
            if (order.compare(row, best) * sign > 0) {
                best = row;
            }
        }
        return Value.of(values, best);
    }
}
