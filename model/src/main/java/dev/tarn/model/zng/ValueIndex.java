package dev.tarn.model.zng;

import dev.tarn.model.InputException;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the values of one or more frames lie, and how they are cut into batches. Scratch: used for one frame after another.
final class ValueIndex {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    // The identifiers below this one have one byte.
    private static final int ONE_BYTE = 0x80;
    // After a value that is not short, so many are taken as they come: where lengths are on both sides of what is short, it is then seldom
    // guessed wrong.
    private static final int LONGER_ONES = 64;
    // A batch for each type is worth it for this many types, or with this many values of each.
    private static final int MAX_PARTS = 16;
    private static final int FEW_ROWS = 256;

    private int[] numbers = new int[Vector.BATCH_ROWS];
    private int[] starts = new int[Vector.BATCH_ROWS];
    private int[] lengths = new int[Vector.BATCH_ROWS];
    private int count;
    // The same, one type after another.
    private int[] sortedStarts = new int[0];
    private int[] sortedLengths = new int[0];

    // For each type of the scan: its part in the batch being cut, valid where `stamps` has the batch.
    private int[] partOfType = new int[64];
    private int[] stamps = new int[64];
    private int stamp;

    /// Forgets all values.
    void clear() {
        count = 0;
    }

    /// Adds the values of an uncompressed payload whose types are of interest.
    ///
    /// @param frame the frame that the payload is of
    /// @throws InputException if a value does not end within the payload or has an unknown type
    void add(byte[] payload, int offset, Frame frame) {
        int at = offset;
        int end = offset + frame.size();
        while (at < end) {
            at = addShort(payload, at, end, frame.types());
            at = addLonger(payload, at, end, frame);
        }
    }

    /// Adds values as long as they are short, as many streams have no others: each a known type, and less than 127 bytes but not null.
    ///
    /// @return where the first value begins that is not so, or for which there is no room
    private int addShort(byte[] payload, int offset, int end, TypeTable.Snapshot types) {
        int[] numberOfId = types.numberOfId();
        int[] wantedOfId = types.wantedOfId();
        int idCount = Math.min(types.count(), ONE_BYTE);
        // In variables, as the first compiler of the JVM would else write and read them for each value.
        int[] numbers = this.numbers;
        int[] starts = this.starts;
        int[] lengths = this.lengths;
        int count = this.count;
        int at = offset;
        while (at < end - 1 && count < numbers.length) {
            // Each value is found by the tag of the one before: that takes half as long if a tag is one byte that is added and no more
            // (2026-11).
            int id = payload[at];
            int tag = payload[at + 1];
            if (id < 0 || tag <= 0 || id >= idCount || numberOfId[id] < 0 || tag >= end - at) {
                break;
            }
            numbers[count] = numberOfId[id];
            starts[count] = at + 2;
            lengths[count] = tag - 1;
            count += wantedOfId[id];
            at += 1 + tag;
        }
        this.count = count;
        return at;
    }

    /// Adds some values of any length; returns where the next one begins.
    private int addLonger(byte[] payload, int offset, int end, Frame frame) {
        var types = frame.types();
        int[] numberOfId = types.numberOfId();
        int[] wantedOfId = types.wantedOfId();
        int idCount = Math.min(types.count(), ONE_BYTE);
        int at = offset;
        for (int left = LONGER_ONES; left > 0 && at < end; left--) {
            // Nearly always the identifier has one byte and the tag one or two. Reading both at once, without asking how many the
            // tag has, halves the time for each value (2026-11): which it is cannot be predicted.
            if (end - at < Integer.BYTES) {
                at = addSlowly(payload, at, end, frame);
                continue;
            }
            int word = (int) INT.get(payload, at);
            int id = word & 0xff;
            int second = word >>> 15 & 1;
            int tag = word >>> 8 & 0x7f | (word >>> 9 & 0x3f80) & -second;
            int start = at + 2 + second;
            int length = tag - 1;
            boolean longer = (word >>> 23 & second) != 0;
            if (longer || id >= idCount || numberOfId[id] < 0 || length > end - start) {
                at = addSlowly(payload, at, end, frame);
                continue;
            }
            if (count == numbers.length) {
                grow();
            }
            numbers[count] = numberOfId[id];
            starts[count] = start;
            lengths[count] = length;
            // What is not wanted is written over by the next value: cheaper than a branch, as types come in any order.
            count += wantedOfId[id];
            at = start + length + (length >>> 31);
        }
        return at;
    }

    /// Adds one value whatever it looks like; returns where the next one begins.
    private int addSlowly(byte[] payload, int offset, int end, Frame frame) {
        var types = frame.types();
        int at = offset;
        long id = uvarint(payload, at, end, frame);
        at += uvarintLength(payload, at);
        long tag = uvarint(payload, at, end, frame);
        at += uvarintLength(payload, at);
        int number = types.number(id);
        if (tag > end - at + 1L) {
            if (frame.first()) {
                // Text that was taken for ZNG gets this far: a place in it would say nothing.
                throw new InputException("malformed zng record");
            }
            throw malformed(frame, "a value of " + (tag - 1) + " bytes in the last " + (end - at));
        }
        if (count == numbers.length) {
            grow();
        }
        int length = (int) tag - 1;
        numbers[count] = number;
        starts[count] = at;
        lengths[count] = length;
        count += types.wantedOfId()[(int) id];
        return at + Math.max(0, length);
    }

    private static long uvarint(byte[] payload, int offset, int end, Frame frame) {
        long value = 0;
        int at = offset;
        for (int shift = 0; shift < 35 && at < end; shift += 7) {
            byte next = payload[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed(frame, "a number does not end");
    }

    private static int uvarintLength(byte[] payload, int offset) {
        int at = offset;
        while (payload[at] < 0) {
            at++;
        }
        return at + 1 - offset;
    }

    private static InputException malformed(Frame frame, String problem) {
        return new InputException("malformed ZNG frame at byte " + frame.position() + ": " + problem);
    }

    private void grow() {
        numbers = Arrays.copyOf(numbers, count * 2);
        starts = Arrays.copyOf(starts, count * 2);
        lengths = Arrays.copyOf(lengths, count * 2);
    }

    /// Returns the number of values.
    int count() {
        return count;
    }

    /// Cuts the values into batches of about the same number of rows.
    List<Vector> batches(byte[] arena, TypeNumbers types) {
        int batchCount = (count + Vector.BATCH_ROWS - 1) / Vector.BATCH_ROWS;
        var batches = new ArrayList<Vector>(batchCount);
        for (int i = 0; i < batchCount; i++) {
            int from = (int) ((long) count * i / batchCount);
            int to = (int) ((long) count * (i + 1) / batchCount);
            batches.add(batch(arena, types, from, to));
        }
        return batches;
    }

    /// Cuts the values into batches of one type each, in the order of the types' first values; each type's values stay in order.
    ///
    /// Where there are few values of a type they stay mixed: a batch costs more than a part of one.
    List<Vector> batchesByType(byte[] arena, TypeNumbers types) {
        if (isOneType()) {
            return batches(arena, types);
        }
        var typeOfPart = new int[8];
        var sizes = new int[8];
        int partCount = 0;
        nextStamp(types.count());
        for (int value = 0; value < count; value++) {
            int number = numbers[value];
            if (stamps[number] != stamp) {
                stamps[number] = stamp;
                partOfType[number] = partCount;
                if (partCount == sizes.length) {
                    sizes = Arrays.copyOf(sizes, partCount * 2);
                    typeOfPart = Arrays.copyOf(typeOfPart, partCount * 2);
                }
                typeOfPart[partCount++] = number;
            }
            sizes[partOfType[number]]++;
        }
        if (partCount > MAX_PARTS && count / partCount < FEW_ROWS) {
            return batches(arena, types);
        }
        sortByPart(sizes, partCount);
        var batches = new ArrayList<Vector>(partCount + count / Vector.BATCH_ROWS);
        int from = 0;
        for (int part = 0; part < partCount; part++) {
            addBatches(types.type(typeOfPart[part]), from, sizes[part], arena, batches);
            from += sizes[part];
        }
        return batches;
    }

    private boolean isOneType() {
        int[] numbers = this.numbers;
        int end = count;
        int value = 1;
        while (value < end && numbers[value] == numbers[0]) {
            value++;
        }
        return value >= end;
    }

    private void sortByPart(int[] sizes, int partCount) {
        if (sortedStarts.length < count) {
            sortedStarts = new int[starts.length];
            sortedLengths = new int[starts.length];
        }
        var next = new int[partCount];
        for (int part = 1; part < partCount; part++) {
            next[part] = next[part - 1] + sizes[part - 1];
        }
        for (int value = 0; value < count; value++) {
            int place = next[partOfType[numbers[value]]]++;
            sortedStarts[place] = starts[value];
            sortedLengths[place] = lengths[value];
        }
    }

    private void addBatches(Type type, int from, int size, byte[] arena, List<Vector> batches) {
        int batchCount = (size + Vector.BATCH_ROWS - 1) / Vector.BATCH_ROWS;
        for (int i = 0; i < batchCount; i++) {
            int first = from + (int) ((long) size * i / batchCount);
            int end = from + (int) ((long) size * (i + 1) / batchCount);
            batches.add(new Rows(type, arena, Arrays.copyOfRange(sortedStarts, first, end),
                    Arrays.copyOfRange(sortedLengths, first, end), end - first));
        }
    }

    private Vector batch(byte[] arena, TypeNumbers types, int from, int to) {
        int first = numbers[from];
        int same = from + 1;
        while (same < to && numbers[same] == first) {
            same++;
        }
        if (same == to) {
            return new Rows(
                    types.type(first),
                    arena,
                    Arrays.copyOfRange(starts, from, to),
                    Arrays.copyOfRange(lengths, from, to),
                    to - from);
        }
        return mixed(arena, types, from, to);
    }

    private Vector mixed(byte[] arena, TypeNumbers types, int from, int to) {
        var tags = new int[to - from];
        var typeOfPart = new int[8];
        var sizes = new int[8];
        int partCount = 0;
        nextStamp(types.count());
        for (int row = from; row < to; row++) {
            int number = numbers[row];
            if (stamps[number] != stamp) {
                stamps[number] = stamp;
                partOfType[number] = partCount;
                if (partCount == sizes.length) {
                    sizes = Arrays.copyOf(sizes, partCount * 2);
                    typeOfPart = Arrays.copyOf(typeOfPart, partCount * 2);
                }
                typeOfPart[partCount++] = number;
            }
            int part = partOfType[number];
            tags[row - from] = part;
            sizes[part]++;
        }
        var partStarts = new int[partCount][];
        var partLengths = new int[partCount][];
        for (int part = 0; part < partCount; part++) {
            partStarts[part] = new int[sizes[part]];
            partLengths[part] = new int[sizes[part]];
            sizes[part] = 0;
        }
        for (int row = from; row < to; row++) {
            int part = tags[row - from];
            int slot = sizes[part]++;
            partStarts[part][slot] = starts[row];
            partLengths[part][slot] = lengths[row];
        }
        var parts = new ArrayList<TypedVector>(partCount);
        for (int part = 0; part < partCount; part++) {
            parts.add(new Rows(types.type(typeOfPart[part]), arena, partStarts[part], partLengths[part], sizes[part]));
        }
        return Mixed.of(tags, parts);
    }

    private void nextStamp(int typeCount) {
        if (stamps.length < typeCount) {
            stamps = new int[Math.max(typeCount, stamps.length * 2)];
            partOfType = new int[stamps.length];
            stamp = 0;
        }
        if (++stamp == 0) {
            Arrays.fill(stamps, 0);
            stamp = 1;
        }
    }
}
