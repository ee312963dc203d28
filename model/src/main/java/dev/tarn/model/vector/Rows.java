package dev.tarn.model.vector;

import dev.tarn.model.InputException;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Values of one type as their ZNG bodies: nothing is decoded until it is asked for, and then column by column.
///
/// The fields of records are found with one walk over the bodies ([#load] finds several in one walk) and remembered;
/// parts that are nested themselves become [Rows] again. Whoever passes values on as they are copies their bodies.
public final class Rows implements TypedVector {
    private static final int MAX_SINGLE_LOADS = 16;

    private final Type type;
    private final byte[] arena;
    private final int[] starts;
    private final int[] lengths;
    private final int length;
    // Filled when asked for. Racing threads compute equal vectors, and each is published whole by its reference.
    private final TypedVector[] fields;
    private final FlatVector[] flat = new FlatVector[1];
    private int singleLoads;

    /// Creates the vector. The arrays are not copied.
    ///
    /// @param type the type of all values
    /// @param arena the bodies; they may lie in any order, overlap, and leave gaps
    /// @param starts where each body begins
    /// @param lengths the length of each body, -1 for null
    /// @param length the number of values
    public Rows(Type type, byte[] arena, int[] starts, int[] lengths, int length) {
        this.type = type;
        this.arena = arena;
        this.starts = starts;
        this.lengths = lengths;
        this.length = length;
        this.fields = new TypedVector[type.under() instanceof RecordType record ? record.size() : 0];
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public int length() {
        return length;
    }

    /// Returns the array that the bodies lie in. Not to be changed.
    public byte[] arena() {
        return arena;
    }

    /// Returns where the body of a row begins in the arena.
    public int start(int row) {
        return starts[row];
    }

    /// Returns the length of the body of a row in bytes, -1 for null.
    public int bodyLength(int row) {
        return lengths[row];
    }

    /// Returns how many bytes all bodies have together.
    public long bodyBytes() {
        int[] lengths = this.lengths;
        int rows = length;
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += Math.max(0, lengths[row]);
        }
        return sum;
    }

    @Override
    public boolean isNull(int row) {
        return lengths[row] < 0;
    }

    @Override
    public TypedVector select(int[] rows) {
        return View.of(this, rows);
    }

    @Override
    public Rows withType(Type newType) {
        var renamed = new Rows(newType, arena, starts, lengths, length);
        // Where the fields have other types too, they are found again when asked for.
        if (newType.under().equals(type.under())) {
            System.arraycopy(fields, 0, renamed.fields, 0, fields.length);
        }
        return renamed;
    }

    /// Returns the bodies of the given rows, in that order; shares the arena.
    public Rows gather(int[] rows) {
        return new Rows(type, arena, View.compose(starts, rows), View.compose(lengths, rows), rows.length);
    }

    /// Returns the values of a field (0-based) of records, null where the record is null.
    ///
    /// @throws InputException if a body is malformed
    public TypedVector field(int position) {
        var known = fields[position];
        if (known == null) {
            var wanted = new BitSet();
            wanted.set(position);
            // Whoever asks for one field after another wants all of them: a walk for each would take quadratic time.
            if (++singleLoads > MAX_SINGLE_LOADS) {
                wanted.set(0, fields.length);
            }
            load(wanted);
            known = fields[position];
        }
        return known;
    }

    /// Finds several fields of records in one walk over the bodies.
    ///
    /// @throws InputException if a body is malformed
    public void load(BitSet wanted) {
        int count = 0;
        int last = -1;
        var slotOf = new int[fields.length];
        for (int field = 0; field < fields.length; field++) {
            slotOf[field] = -1;
            if (wanted.get(field) && fields[field] == null) {
                slotOf[field] = count++;
                last = field;
            }
        }
        if (count == 0) {
            return;
        }
        // How many fields are passed over before each wanted one.
        var gaps = new int[count];
        int passed = 0;
        for (int field = 0; field <= last; field++) {
            if (slotOf[field] < 0) {
                passed++;
            } else {
                gaps[slotOf[field]] = passed;
                passed = 0;
            }
        }
        var recordType = (RecordType) type.under();
        if (count == 1) {
            var number = new NumberField(arena, starts, lengths, length).read(recordType.field(last).type(), last);
            if (number.isPresent()) {
                fields[last] = number.get();
                return;
            }
        }
        var partStarts = new int[count][length];
        var partLengths = new int[count][length];
        if (count == 1) {
            walkToOne(gaps[0], partStarts[0], partLengths[0]);
        } else {
            walk(gaps, partStarts, partLengths);
        }
        for (int field = 0; field <= last; field++) {
            int slot = slotOf[field];
            if (slot >= 0) {
                fields[field] =
                        new ColumnReader(recordType.field(field).type(), arena, partStarts[slot], partLengths[slot], length).read();
            }
        }
    }

    /// Finds where the wanted parts of each body lie. What [Body.Cursor] does, in variables of one loop: this is most of reading.
    private void walk(int[] gaps, int[][] partStarts, int[][] partLengths) {
        byte[] bytes = arena;
        int[] starts = this.starts;
        int[] lengths = this.lengths;
        int rows = length;
        var cursor = new Body.Cursor();
        for (int row = 0; row < rows; row++) {
            int at = starts[row];
            int end = at + lengths[row];
            if (end < at) {
                for (int[] ofColumn : partLengths) {
                    ofColumn[row] = -1;
                }
                continue;
            }
            for (int slot = 0; slot < gaps.length; slot++) {
                int partLength = 0;
                int start = 0;
                for (int left = gaps[slot]; left >= 0; left--) {
                    int tag = at < end ? bytes[at] : -1;
                    if (tag < 0 || tag > end - at) {
                        // Longer than 126 bytes; or malformed, and then it throws.
                        cursor.open(bytes, at, end - at);
                        cursor.next();
                        start = cursor.start();
                        partLength = cursor.length();
                        at = start + Math.max(0, partLength);
                    } else {
                        start = at + 1;
                        partLength = tag - 1;
                        at = tag == 0 ? start : at + tag;
                    }
                }
                partStarts[slot][row] = start;
                partLengths[slot][row] = partLength;
            }
        }
    }

    /// As [#walk] for one part: many queries want one field of a type, and it takes half the time (2026-11).
    private void walkToOne(int gap, int[] partStarts, int[] partLengths) {
        byte[] bytes = arena;
        int[] starts = this.starts;
        int[] lengths = this.lengths;
        var cursor = new Body.Cursor();
        for (int row = 0; row < partStarts.length; row++) {
            int at = starts[row];
            int end = at + lengths[row];
            int partLength = -1;
            int start = 0;
            for (int left = end < at ? -1 : gap; left >= 0; left--) {
                int tag = at < end ? bytes[at] : -1;
                if (tag < 0 || tag > end - at) {
                    // Longer than 126 bytes; or malformed, and then it throws.
                    cursor.open(bytes, at, end - at);
                    cursor.next();
                    start = cursor.start();
                    partLength = cursor.length();
                    at = start + Math.max(0, partLength);
                } else {
                    start = at + 1;
                    partLength = tag - 1;
                    at = tag == 0 ? start : at + tag;
                }
            }
            partStarts[row] = start;
            partLengths[row] = partLength;
        }
    }

    private TypedVector decodeUnlessNested() {
        return switch (type.carrier()) {
            case LONG, DOUBLE, BYTES -> flat();
            case NESTED -> this;
        };
    }

    @Override
    public FlatVector flat() {
        var known = flat[0];
        if (known == null) {
            known = decode(type.under()).withType(type);
            flat[0] = known;
        }
        return known;
    }

    private FlatVector decode(Type under) {
        return switch (under) {
            case PrimitiveType _, EnumType _ -> decodeColumn(under);
            case RecordType record -> {
                var wanted = new BitSet();
                wanted.set(0, record.size());
                load(wanted);
                yield new RecordVector(under, List.of(fields), length, validity());
            }
            case ArrayType array -> decodeElements(under, array.element());
            case SetType set -> decodeElements(under, set.element());
            case MapType map -> decodeMap(map);
            case UnionType union -> decodeUnion(union);
            case ErrorType error -> {
                var wrapped = new Rows(error.wrapped(), arena, starts, lengths, length);
                yield new ErrorVector(under, wrapped.decodeUnlessNested(), length, validity());
            }
            case NamedType _ -> throw new IllegalStateException("a type under its names has a name: " + under);
        };
    }

    private Validity validity() {
        long[] words = null;
        for (int row = 0; row < length; row++) {
            if (lengths[row] < 0) {
                if (words == null) {
                    words = new long[Validity.wordCount(length)];
                    Arrays.fill(words, -1L);
                }
                words[row >>> 6] &= ~(1L << row);
            }
        }
        return words == null ? Validity.ALL : Validity.of(words);
    }

    private FlatVector decodeColumn(Type under) {
        return new ColumnReader(under, arena, starts, lengths, length).readFlat();
    }

    private FlatVector decodeElements(Type under, Type element) {
        var offsets = new int[length + 1];
        var elements = new Parts(length * 4);
        for (int row = 0; row < length; row++) {
            if (lengths[row] > 0) {
                elements.addAll(arena, starts[row], starts[row] + lengths[row]);
            }
            offsets[row + 1] = elements.count;
        }
        return new ArrayVector(under, offsets, elements.of(element, arena), length, validity());
    }

    private FlatVector decodeMap(MapType map) {
        var offsets = new int[length + 1];
        var keys = new Parts(length * 2);
        var values = new Parts(length * 2);
        var cursor = new Body.Cursor();
        for (int row = 0; row < length; row++) {
            if (lengths[row] > 0) {
                cursor.open(arena, starts[row], lengths[row]);
                while (cursor.hasNext()) {
                    cursor.next();
                    keys.add(cursor);
                    cursor.next();
                    values.add(cursor);
                }
            }
            offsets[row + 1] = keys.count;
        }
        return new MapVector(map, offsets, keys.of(map.key(), arena), values.of(map.value(), arena), length, validity());
    }

    private FlatVector decodeUnion(UnionType union) {
        var tags = new int[length];
        var slots = new int[length];
        var parts = new ArrayList<Parts>();
        for (int member = 0; member < union.members().size(); member++) {
            parts.add(new Parts(8));
        }
        var cursor = new Body.Cursor();
        for (int row = 0; row < length; row++) {
            if (lengths[row] < 0) {
                continue;
            }
            cursor.open(arena, starts[row], lengths[row]);
            int tag = cursor.nextTag(parts.size());
            cursor.next();
            tags[row] = tag;
            slots[row] = parts.get(tag).count;
            parts.get(tag).add(cursor);
        }
        var members = new ArrayList<TypedVector>(parts.size());
        for (int member = 0; member < parts.size(); member++) {
            members.add(parts.get(member).of(union.members().get(member), arena));
        }
        return new UnionVector(union, tags, slots, members, length, validity());
    }

    /// Where the parts of values lie that become a column of their own.
    private static final class Parts {
        private int[] starts;
        private int[] lengths;
        private int count;

        Parts(int capacity) {
            starts = new int[Math.max(8, capacity)];
            lengths = new int[starts.length];
        }

        void add(Body.Cursor cursor) {
            if (count == starts.length) {
                grow();
            }
            starts[count] = cursor.start();
            lengths[count++] = cursor.length();
        }

        /// Adds all parts of a body.
        void addAll(byte[] bytes, int from, int end) {
            int at = from;
            while (at < end) {
                int tag = bytes[at];
                if (tag < 0 || tag > end - at) {
                    var cursor = new Body.Cursor();
                    cursor.open(bytes, at, end - at);
                    cursor.next();
                    add(cursor);
                    at = cursor.start() + Math.max(0, cursor.length());
                    continue;
                }
                if (count == starts.length) {
                    grow();
                }
                starts[count] = at + 1;
                lengths[count++] = tag - 1;
                at += Math.max(1, tag);
            }
        }

        private void grow() {
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }

        TypedVector of(Type type, byte[] arena) {
            return new Rows(type, arena, starts, lengths, count).decodeUnlessNested();
        }
    }
}
