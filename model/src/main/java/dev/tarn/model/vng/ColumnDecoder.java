package dev.tarn.model.vng;

import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.PackedColumn;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the values of a column, some at a time. What belongs to a column is read when its first value is.
abstract sealed class ColumnDecoder {
    // More elements than this in one batch are no batch: what makes them so many are a few bytes of hostile lengths.
    private static final int MAX_ELEMENTS = 1 << 25;

    private final Type type;

    private ColumnDecoder(Type type) {
        this.type = type;
    }

    /// Returns a decoder for a column, without the fields that are not wanted.
    static ColumnDecoder of(VngColumn column, VngData data, WantedColumns wanted) {
        return switch (column) {
            case VngColumn.Records records -> new OfRecords(records, data, wanted);
            case VngColumn.Named named -> new OfNamed(named.name(), of(named.values(), data, wanted));
            case VngColumn.Nulls nulls -> new OfNulls(nulls, data, wanted);
            case VngColumn.Arrays arrays -> new OfArrays(arrays, data);
            case VngColumn.Maps maps -> new OfMaps(maps, data);
            case VngColumn.Unions unions -> new OfUnions(unions, data);
            case VngColumn.Errors errors -> new OfErrors(of(errors.wrapped(), data, WantedColumns.ALL));
            case VngColumn.Same same -> new OfSame(same);
            case VngColumn.Primitives primitives when primitives.dictionary().isEmpty() -> new OfPrimitives(primitives, data);
            case VngColumn.Primitives primitives -> new OfDictionary(primitives, data);
            case VngColumn.Variant _ -> throw new IllegalStateException("a variant inside a column");
        };
    }

    /// Returns the type of the values.
    final Type type() {
        return type;
    }

    /// Reads the next values.
    ///
    /// @throws InputException if there are not so many, or the data is malformed
    abstract TypedVector next(int count);

    private static int checkedSum(long sum) {
        if (sum > MAX_ELEMENTS) {
            throw new LimitException("VNG: more than " + MAX_ELEMENTS + " elements in one batch");
        }
        return (int) sum;
    }

    private static int[] offsets(NumberDecoder lengths, int count) {
        var offsets = new int[count + 1];
        for (int row = 0; row < count; row++) {
            offsets[row + 1] = checkedSum(offsets[row] + Math.min(lengths.next(), MAX_ELEMENTS + 1L));
        }
        return offsets;
    }

    private static final class OfRecords extends ColumnDecoder {
        private final List<ColumnDecoder> fields;

        OfRecords(VngColumn.Records records, VngData data, WantedColumns wanted) {
            this(names(records, wanted), decoders(records, data, wanted));
        }

        private OfRecords(List<String> names, List<ColumnDecoder> fields) {
            super(recordType(names, fields));
            this.fields = fields;
        }

        private static List<String> names(VngColumn.Records records, WantedColumns wanted) {
            return records.fields().stream().map(VngColumn.Field::name).filter(wanted::contains).toList();
        }

        private static List<ColumnDecoder> decoders(VngColumn.Records records, VngData data, WantedColumns wanted) {
            var decoders = new ArrayList<ColumnDecoder>();
            for (var field : records.fields()) {
                if (wanted.contains(field.name())) {
                    decoders.add(of(field.values(), data, wanted.inside(field.name())));
                }
            }
            return decoders;
        }

        private static Type recordType(List<String> names, List<ColumnDecoder> decoders) {
            var fields = new ArrayList<Field>(names.size());
            for (int i = 0; i < names.size(); i++) {
                fields.add(new Field(names.get(i), decoders.get(i).type()));
            }
            RecordType.duplicateName(fields).ifPresent(name -> {
                throw new InputException("malformed VNG metadata: duplicate field: \"" + name + "\"");
            });
            return new RecordType(fields);
        }

        @Override
        TypedVector next(int count) {
            var vectors = new ArrayList<TypedVector>(fields.size());
            for (var field : fields) {
                vectors.add(field.next(count));
            }
            return new RecordVector(type(), vectors, count, Validity.ALL);
        }
    }

    private static final class OfNamed extends ColumnDecoder {
        private final ColumnDecoder values;

        OfNamed(String name, ColumnDecoder values) {
            super(new NamedType(name, values.type()));
            this.values = values;
        }

        @Override
        TypedVector next(int count) {
            return values.next(count).withType(type());
        }
    }

    private static final class OfErrors extends ColumnDecoder {
        private final ColumnDecoder wrapped;

        OfErrors(ColumnDecoder wrapped) {
            super(new ErrorType(wrapped.type()));
            this.wrapped = wrapped;
        }

        @Override
        TypedVector next(int count) {
            // A null error and an error around null are the same here.
            var values = wrapped.next(count).flat();
            return new ErrorVector(type(), values, count, values.validity());
        }
    }

    private static final class OfNulls extends ColumnDecoder {
        private final ColumnDecoder values;
        private final NumberDecoder runs;
        // The first run is one of values, so what is before it counts as nulls.
        private boolean inNulls = true;
        private long left;

        OfNulls(VngColumn.Nulls nulls, VngData data, WantedColumns wanted) {
            this(of(nulls.values(), data, wanted), new NumberDecoder(data, nulls.runs()));
        }

        private OfNulls(ColumnDecoder values, NumberDecoder runs) {
            super(values.type());
            this.values = values;
            this.runs = runs;
        }

        @Override
        TypedVector next(int count) {
            var rows = new int[count];
            var valid = new long[Validity.wordCount(count)];
            int validCount = 0;
            for (int row = 0; row < count; row++) {
                while (left == 0) {
                    inNulls = !inNulls;
                    left = runs.next();
                }
                left--;
                if (!inNulls) {
                    valid[row >>> 6] |= 1L << row;
                    rows[row] = validCount++;
                }
            }
            if (validCount == 0) {
                return Constant.nulls(type(), count);
            }
            var present = values.next(validCount);
            if (validCount == count) {
                return present;
            }
            var spread = present.select(rows).flat();
            return spread.withValidity(spread.validity().and(Validity.of(valid)));
        }
    }

    private static final class OfArrays extends ColumnDecoder {
        private final NumberDecoder lengths;
        private final ColumnDecoder elements;

        OfArrays(VngColumn.Arrays arrays, VngData data) {
            this(arrays.sets(), new NumberDecoder(data, arrays.lengths()), of(arrays.elements(), data, WantedColumns.ALL));
        }

        private OfArrays(boolean sets, NumberDecoder lengths, ColumnDecoder elements) {
            super(sets ? new SetType(elements.type()) : new ArrayType(elements.type()));
            this.lengths = lengths;
            this.elements = elements;
        }

        @Override
        TypedVector next(int count) {
            int[] offsets = offsets(lengths, count);
            return new ArrayVector(type(), offsets, elements.next(offsets[count]), count, Validity.ALL);
        }
    }

    private static final class OfMaps extends ColumnDecoder {
        private final NumberDecoder lengths;
        private final ColumnDecoder keys;
        private final ColumnDecoder values;

        OfMaps(VngColumn.Maps maps, VngData data) {
            this(
                    new NumberDecoder(data, maps.lengths()),
                    of(maps.keys(), data, WantedColumns.ALL),
                    of(maps.values(), data, WantedColumns.ALL));
        }

        private OfMaps(NumberDecoder lengths, ColumnDecoder keys, ColumnDecoder values) {
            super(new MapType(keys.type(), values.type()));
            this.lengths = lengths;
            this.keys = keys;
            this.values = values;
        }

        @Override
        TypedVector next(int count) {
            int[] offsets = offsets(lengths, count);
            var keyVector = keys.next(offsets[count]);
            return new MapVector(type(), offsets, keyVector, values.next(offsets[count]), count, Validity.ALL);
        }
    }

    private static final class OfUnions extends ColumnDecoder {
        private final NumberDecoder tags;
        private final List<ColumnDecoder> members;
        // The tag that each member has in the type, which has its members in their order.
        private final int[] tagOfMember;

        OfUnions(VngColumn.Unions unions, VngData data) {
            this(
                    new NumberDecoder(data, unions.tags()),
                    unions.members().stream().map(member -> of(member, data, WantedColumns.ALL)).toList());
        }

        private OfUnions(NumberDecoder tags, List<ColumnDecoder> members) {
            super(unionType(members));
            this.tags = tags;
            this.members = members;
            this.tagOfMember = new int[members.size()];
            for (int member = 0; member < tagOfMember.length; member++) {
                tagOfMember[member] = ((UnionType) type()).tagOf(members.get(member).type());
            }
        }

        private static UnionType unionType(List<ColumnDecoder> members) {
            var types = members.stream().map(ColumnDecoder::type).distinct().toList();
            if (types.size() != members.size() || types.isEmpty()) {
                throw new InputException("malformed VNG metadata: a union of " + members.size() + " columns has " + types.size() + " types");
            }
            return UnionType.of(types);
        }

        @Override
        TypedVector next(int count) {
            var rowTags = new int[count];
            var slots = new int[count];
            var counts = new int[members.size()];
            for (int row = 0; row < count; row++) {
                int member = tags.nextBelow(members.size());
                rowTags[row] = tagOfMember[member];
                slots[row] = counts[member]++;
            }
            var vectors = new TypedVector[members.size()];
            for (int member = 0; member < vectors.length; member++) {
                vectors[tagOfMember[member]] = counts[member] == 0
                        ? VectorBuilder.of(members.get(member).type()).build()
                        : members.get(member).next(counts[member]);
            }
            return new UnionVector(type(), rowTags, slots, List.of(vectors), count, Validity.ALL);
        }
    }

    private static final class OfSame extends ColumnDecoder {
        private final VngColumn.Same same;
        private long left;

        OfSame(VngColumn.Same same) {
            super(same.value().type());
            this.same = same;
            this.left = same.length();
        }

        @Override
        TypedVector next(int count) {
            left -= count;
            if (left < 0) {
                throw new InputException("malformed VNG: a column ends too early");
            }
            return new Constant(same.value().toVector(), count);
        }
    }

    private static final class OfPrimitives extends ColumnDecoder {
        private final VngColumn.Primitives primitives;
        private final VngData data;
        private Optional<PackedColumn> column = Optional.empty();

        OfPrimitives(VngColumn.Primitives primitives, VngData data) {
            super(primitives.type());
            this.primitives = primitives;
            this.data = data;
        }

        @Override
        TypedVector next(int count) {
            if (column.isEmpty()) {
                column = Optional.of(new PackedColumn(type(), count > 0 ? data.read(primitives.location()) : new byte[0]));
            }
            if (count > column.get().bytesLeft()) {
                throw new InputException("malformed VNG: a column ends too early");
            }
            return column.get().next(count);
        }
    }

    private static final class OfDictionary extends ColumnDecoder {
        private final VngColumn.Primitives primitives;
        private final VngData data;
        private final FlatVector values;
        private byte[] positions = new byte[0];
        private boolean opened;
        private int at;

        OfDictionary(VngColumn.Primitives primitives, VngData data) {
            super(primitives.type());
            this.primitives = primitives;
            this.data = data;
            var builder = VectorBuilder.of(primitives.type());
            for (var entry : primitives.dictionary()) {
                builder.append(entry.value().toVector(), 0);
            }
            this.values = builder.build();
        }

        @Override
        TypedVector next(int count) {
            if (!opened && count > 0) {
                positions = data.read(primitives.location());
                opened = true;
            }
            if (count > positions.length - at) {
                throw new InputException("malformed VNG: a column ends too early");
            }
            var index = new int[count];
            for (int row = 0; row < count; row++) {
                index[row] = positions[at++] & 0xff;
                if (index[row] >= values.length()) {
                    throw new InputException(
                            "malformed VNG: position " + index[row] + " in a dictionary of " + values.length() + " values");
                }
            }
            return new Dictionary(values, index);
        }
    }
}
