package dev.tarn.model.vector;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes values of a vector as ZNG bodies: the canonical bytes that identity, hashing, sorting and files go by.
///
/// Encodings and types are looked at once, when the encoder is made, and not for every value.
public abstract sealed class BodyEncoder {
    private BodyEncoder() {}

    /// Returns an encoder for the values of a vector.
    public static BodyEncoder of(TypedVector vector) {
        return switch (vector) {
            case Constant constant -> new OfRow(of(constant.one()), new int[0]);
            case Dictionary dictionary -> new OfRow(of(dictionary.values()), dictionary.index());
            case View view -> new OfRow(of(view.base()), view.rows());
            case Rows rows -> new OfRows(rows);
            case LongVector longs -> new OfLongs(longs);
            case DoubleVector doubles -> new OfDoubles(doubles);
            case BytesVector bytes -> new OfBytes(bytes);
            case RecordVector record -> new OfRecords(record);
            case ArrayVector array -> new OfArrays(array);
            case MapVector map -> new OfMaps(map);
            case UnionVector union -> new OfUnions(union);
            case ErrorVector error -> new OfErrors(error);
        };
    }

    /// Returns whether the value of a row is null.
    public abstract boolean isNull(int row);

    /// Appends the body of the value of a row, which must not be null.
    public abstract void writeBody(int row, ByteBuilder out);

    /// Appends the tag and the body of the value of a row, 0 for null.
    public final void writeTagged(int row, ByteBuilder out) {
        if (isNull(row)) {
            out.put(0);
        } else {
            int start = out.beginTagged();
            writeBody(row, out);
            out.endTagged(start);
        }
    }

    private static List<BodyEncoder> ofAll(List<TypedVector> vectors) {
        var encoders = new ArrayList<BodyEncoder>(vectors.size());
        for (var vector : vectors) {
            encoders.add(of(vector));
        }
        return encoders;
    }

    private static final class OfRow extends BodyEncoder {
        private final BodyEncoder base;
        private final int[] rows;

        OfRow(BodyEncoder base, int[] rows) {
            this.base = base;
            this.rows = rows;
        }

        @Override
        public boolean isNull(int row) {
            return base.isNull(rows.length == 0 ? 0 : rows[row]);
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            base.writeBody(rows.length == 0 ? 0 : rows[row], out);
        }
    }

    private static final class OfRows extends BodyEncoder {
        private final Rows vector;

        OfRows(Rows vector) {
            this.vector = vector;
        }

        @Override
        public boolean isNull(int row) {
            return vector.isNull(row);
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            out.put(vector.arena(), vector.start(row), vector.bodyLength(row));
        }
    }

    private abstract static sealed class OfFlat extends BodyEncoder {
        private final Validity validity;

        OfFlat(Validity validity) {
            this.validity = validity;
        }

        @Override
        public final boolean isNull(int row) {
            return !validity.isValid(row);
        }
    }

    private static final class OfLongs extends OfFlat {
        private final Type type;
        private final long[] values;

        OfLongs(LongVector vector) {
            super(vector.validity());
            this.type = vector.type().under();
            this.values = vector.values();
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            Body.writeLong(type, values[row], out);
        }
    }

    private static final class OfDoubles extends OfFlat {
        private final Type type;
        private final double[] values;

        OfDoubles(DoubleVector vector) {
            super(vector.validity());
            this.type = vector.type().under();
            this.values = vector.values();
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            Body.writeDouble(type, values[row], out);
        }
    }

    private static final class OfBytes extends OfFlat {
        private final BytesVector vector;

        OfBytes(BytesVector vector) {
            super(vector.validity());
            this.vector = vector;
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            out.put(vector.arena(), vector.starts()[row], vector.lengths()[row]);
        }
    }

    private static final class OfRecords extends OfFlat {
        private final BodyEncoder[] fields;
        // Fields that are null everywhere have no encoder: how many of them come before each of the others, and after the last;
        // empty if there are none. Fused from thousands of types, almost all fields are.
        private final int[] nullsBefore;

        OfRecords(RecordVector vector) {
            super(vector.validity());
            var encoders = new ArrayList<BodyEncoder>();
            int[] nulls = new int[vector.fields().size() + 1];
            int nullCount = 0;
            for (var field : vector.fields()) {
                if (field instanceof Constant constant && constant.isNull(0)) {
                    nulls[encoders.size()]++;
                    nullCount++;
                } else {
                    encoders.add(of(field));
                }
            }
            this.fields = encoders.toArray(BodyEncoder[]::new);
            this.nullsBefore = nullCount == 0 ? new int[0] : Arrays.copyOf(nulls, fields.length + 1);
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            if (nullsBefore.length == 0) {
                for (var field : fields) {
                    field.writeTagged(row, out);
                }
                return;
            }
            for (int i = 0; i < fields.length; i++) {
                out.putZeros(nullsBefore[i]);
                fields[i].writeTagged(row, out);
            }
            out.putZeros(nullsBefore[fields.length]);
        }
    }

    private static final class OfArrays extends OfFlat {
        private final int[] offsets;
        private final BodyEncoder elements;

        OfArrays(ArrayVector vector) {
            super(vector.validity());
            this.offsets = vector.offsets();
            this.elements = of(vector.elements());
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            for (int element = offsets[row]; element < offsets[row + 1]; element++) {
                elements.writeTagged(element, out);
            }
        }
    }

    private static final class OfMaps extends OfFlat {
        private final int[] offsets;
        private final BodyEncoder keys;
        private final BodyEncoder values;

        OfMaps(MapVector vector) {
            super(vector.validity());
            this.offsets = vector.offsets();
            this.keys = of(vector.keys());
            this.values = of(vector.values());
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            for (int entry = offsets[row]; entry < offsets[row + 1]; entry++) {
                keys.writeTagged(entry, out);
                values.writeTagged(entry, out);
            }
        }
    }

    private static final class OfUnions extends OfFlat {
        private final UnionVector vector;
        private final BodyEncoder[] members;

        OfUnions(UnionVector vector) {
            super(vector.validity());
            this.vector = vector;
            this.members = ofAll(vector.members()).toArray(BodyEncoder[]::new);
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            int tag = vector.tags()[row];
            int start = out.beginTagged();
            Body.writeLong(PrimitiveType.INT64, tag, out);
            out.endTagged(start);
            members[tag].writeTagged(vector.slots()[row], out);
        }
    }

    private static final class OfErrors extends BodyEncoder {
        private final Validity validity;
        private final BodyEncoder wrapped;

        OfErrors(ErrorVector vector) {
            this.validity = vector.validity();
            this.wrapped = of(vector.wrapped());
        }

        // An error that wraps null is written as a null error: the format has one null for both.
        @Override
        public boolean isNull(int row) {
            return !validity.isValid(row) || wrapped.isNull(row);
        }

        @Override
        public void writeBody(int row, ByteBuilder out) {
            wrapped.writeBody(row, out);
        }
    }
}
