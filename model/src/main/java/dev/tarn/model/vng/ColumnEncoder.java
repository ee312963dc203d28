package dev.tarn.model.vng;

import dev.tarn.model.UnsupportedException;
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
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.ByteBuilder;
import java.util.ArrayList;
import java.util.List;

/// Collects the values of one type, with their nulls, in the columns that they consist of.
abstract sealed class ColumnEncoder {
    private ColumnEncoder() {}

    /// Returns an encoder for values of a type.
    ///
    /// @throws UnsupportedException if there is an enum in it, which the format does not have
    static ColumnEncoder of(Type type) {
        return switch (type) {
            case NamedType named -> new OfNamed(named.name(), of(named.type()));
            case ErrorType error -> new OfErrors(of(error.wrapped()));
            case RecordType record -> new WithNulls(new OfRecords(record));
            case ArrayType array -> new WithNulls(new OfArrays(false, array.element()));
            case SetType set -> new WithNulls(new OfArrays(true, set.element()));
            case MapType map -> new WithNulls(new OfMaps(map));
            case UnionType union -> new WithNulls(new OfUnions(union));
            case PrimitiveType primitive -> new WithNulls(new PrimitiveEncoder(primitive));
            case EnumType _ ->
                throw new UnsupportedException("VNG has no enum types: found " + type + "; write ZNG or ZSON instead");
        };
    }

    /// Takes a value.
    ///
    /// @param length the length of its body, -1 for null
    abstract void put(byte[] arena, int start, int length);

    /// Appends the data to a file and returns what describes it. Done once, at the end.
    abstract VngColumn finish(SegmentData data);

    /// Values none of which are null.
    abstract static sealed class Present permits OfRecords, OfArrays, OfMaps, OfUnions, PrimitiveEncoder {
        abstract void put(byte[] arena, int start, int length);

        abstract VngColumn finish(SegmentData data);
    }

    /// Numbers that say how the values of columns belong together.
    private static final class Numbers {
        private final ByteBuilder bytes = new ByteBuilder();

        void put(long value) {
            int start = bytes.beginTagged();
            Body.writeLong(PrimitiveType.INT64, value, bytes);
            bytes.endTagged(start);
        }

        Segment finish(SegmentData data) {
            return data.append(bytes);
        }
    }

    private static final class OfNamed extends ColumnEncoder {
        private final String name;
        private final ColumnEncoder values;

        OfNamed(String name, ColumnEncoder values) {
            this.name = name;
            this.values = values;
        }

        @Override
        void put(byte[] arena, int start, int length) {
            values.put(arena, start, length);
        }

        @Override
        VngColumn finish(SegmentData data) {
            return new VngColumn.Named(name, values.finish(data));
        }
    }

    private static final class OfErrors extends ColumnEncoder {
        private final ColumnEncoder wrapped;

        OfErrors(ColumnEncoder wrapped) {
            this.wrapped = wrapped;
        }

        @Override
        void put(byte[] arena, int start, int length) {
            wrapped.put(arena, start, length);
        }

        @Override
        VngColumn finish(SegmentData data) {
            return new VngColumn.Errors(wrapped.finish(data));
        }
    }

    /// Counts how many nulls and values follow each other, beginning with values.
    private static final class WithNulls extends ColumnEncoder {
        private final Present values;
        private final Numbers runs = new Numbers();
        private boolean inNulls;
        private long run;
        private long nullCount;

        WithNulls(Present values) {
            this.values = values;
        }

        @Override
        void put(byte[] arena, int start, int length) {
            boolean isNull = length < 0;
            if (isNull != inNulls) {
                runs.put(run);
                run = 0;
                inNulls = isNull;
            }
            run++;
            if (isNull) {
                nullCount++;
            } else {
                values.put(arena, start, length);
            }
        }

        @Override
        VngColumn finish(SegmentData data) {
            var column = values.finish(data);
            if (nullCount == 0) {
                return column;
            }
            runs.put(run);
            return new VngColumn.Nulls(runs.finish(data), column, nullCount);
        }
    }

    private static final class OfRecords extends Present {
        private final List<Field> fields;
        private final List<ColumnEncoder> columns = new ArrayList<>();
        private long count;

        OfRecords(RecordType type) {
            fields = type.fields();
            for (var field : fields) {
                columns.add(of(field.type()));
            }
        }

        @Override
        void put(byte[] arena, int start, int length) {
            count++;
            var cursor = new Body.Cursor();
            cursor.open(arena, start, length);
            for (var column : columns) {
                cursor.next();
                column.put(arena, cursor.start(), cursor.length());
            }
        }

        @Override
        VngColumn finish(SegmentData data) {
            var finished = new ArrayList<VngColumn.Field>(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                finished.add(new VngColumn.Field(fields.get(i).name(), columns.get(i).finish(data)));
            }
            return new VngColumn.Records(count, finished);
        }
    }

    private static final class OfArrays extends Present {
        private final boolean sets;
        private final ColumnEncoder elements;
        private final Numbers lengths = new Numbers();
        private long count;

        OfArrays(boolean sets, Type element) {
            this.sets = sets;
            this.elements = of(element);
        }

        @Override
        void put(byte[] arena, int start, int length) {
            count++;
            long elementCount = 0;
            var cursor = new Body.Cursor();
            cursor.open(arena, start, length);
            while (cursor.hasNext()) {
                cursor.next();
                elements.put(arena, cursor.start(), cursor.length());
                elementCount++;
            }
            lengths.put(elementCount);
        }

        @Override
        VngColumn finish(SegmentData data) {
            var segment = lengths.finish(data);
            return new VngColumn.Arrays(sets, count, segment, elements.finish(data));
        }
    }

    private static final class OfMaps extends Present {
        private final ColumnEncoder keys;
        private final ColumnEncoder values;
        private final Numbers lengths = new Numbers();
        private long count;

        OfMaps(MapType type) {
            keys = of(type.key());
            values = of(type.value());
        }

        @Override
        void put(byte[] arena, int start, int length) {
            count++;
            long entryCount = 0;
            var cursor = new Body.Cursor();
            cursor.open(arena, start, length);
            while (cursor.hasNext()) {
                cursor.next();
                keys.put(arena, cursor.start(), cursor.length());
                cursor.next();
                values.put(arena, cursor.start(), cursor.length());
                entryCount++;
            }
            lengths.put(entryCount);
        }

        @Override
        VngColumn finish(SegmentData data) {
            var segment = lengths.finish(data);
            var keyColumn = keys.finish(data);
            return new VngColumn.Maps(count, segment, keyColumn, values.finish(data));
        }
    }

    private static final class OfUnions extends Present {
        private final List<ColumnEncoder> members = new ArrayList<>();
        private final Numbers tags = new Numbers();
        private long count;

        OfUnions(UnionType type) {
            type.members().forEach(member -> members.add(of(member)));
        }

        @Override
        void put(byte[] arena, int start, int length) {
            count++;
            var cursor = new Body.Cursor();
            cursor.open(arena, start, length);
            int tag = cursor.nextTag(members.size());
            cursor.next();
            tags.put(tag);
            members.get(tag).put(arena, cursor.start(), cursor.length());
        }

        @Override
        VngColumn finish(SegmentData data) {
            var segment = tags.finish(data);
            var columns = new ArrayList<VngColumn>(members.size());
            for (var member : members) {
                columns.add(member.finish(data));
            }
            return new VngColumn.Unions(count, segment, columns);
        }
    }
}
