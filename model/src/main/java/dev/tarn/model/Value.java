package dev.tarn.model;

import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MapVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.Rows;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import dev.tarn.model.zson.Zson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One value: a row of a vector. Immutable; equal to another if both have the same type and the same body.
public final class Value {
    private final FlatVector vector;
    private final int row;

    private Value(FlatVector vector, int row) {
        this.vector = vector;
        this.row = row;
    }

    /// Returns the value of a row (0-based) of a vector.
    public static Value of(Vector vector, int row) {
        return switch (vector) {
            case Mixed mixed -> of(mixed.parts().get(mixed.tags()[row]), mixed.slots()[row]);
            case Constant constant -> new Value(constant.one(), 0);
            case Dictionary dictionary -> new Value(dictionary.values(), dictionary.index()[row]);
            case View view -> of(view.base(), view.rows()[row]);
            case Rows rows -> new Value(rows.flat(), row);
            case FlatVector flat -> new Value(flat, row);
        };
    }

    /// Returns a value that is carried as `long`.
    public static Value ofLong(Type type, long value) {
        return new Value(new LongVector(type, new long[] {value}), 0);
    }

    /// Returns a value that is carried as `double`.
    public static Value ofDouble(Type type, double value) {
        return new Value(new DoubleVector(type, new double[] {value}), 0);
    }

    /// Returns a value that is carried as bytes.
    public static Value ofBytes(Type type, byte[] value) {
        return of(new BytesVector(type, value, new int[1], new int[] {value.length}, 1, Validity.ALL), 0);
    }

    /// Returns a string.
    public static Value ofString(String value) {
        return of(BytesVector.ofStrings(PrimitiveType.STRING, value), 0);
    }

    /// Returns a bool.
    public static Value ofBool(boolean value) {
        return ofLong(PrimitiveType.BOOL, value ? 1 : 0);
    }

    /// Returns null of a type.
    public static Value ofNull(Type type) {
        return of(Constant.nulls(type, 1), 0);
    }

    /// Returns the value of a type with the given ZNG body.
    public static Value ofBody(Type type, byte[] body) {
        return of(new Rows(type, body, new int[1], new int[] {body.length}, 1), 0);
    }

    /// Returns the type, named or not.
    public Type type() {
        return vector.type();
    }

    /// Returns whether the value is null.
    public boolean isNull() {
        return vector.isNull(row);
    }

    /// Returns a vector of just this value.
    public FlatVector toVector() {
        return vector.length() == 1 ? vector : vector.gather(new int[] {row});
    }

    /// Returns the number of a value that is carried as `long`; 0 for null.
    ///
    /// @throws ClassCastException if it is carried otherwise
    public long asLong() {
        return isNull() ? 0 : ((LongVector) vector).values()[row];
    }

    /// Returns the number of a value that is carried as `double`; 0 for null.
    ///
    /// @throws ClassCastException if it is carried otherwise
    public double asDouble() {
        return isNull() ? 0 : ((DoubleVector) vector).values()[row];
    }

    /// Returns whether a bool is true; false for null.
    ///
    /// @throws ClassCastException if the value is not carried as `long`
    public boolean asBool() {
        return asLong() != 0;
    }

    /// Returns a copy of the bytes of a value that is carried as bytes; none for null.
    ///
    /// @throws ClassCastException if it is carried otherwise
    public byte[] asBytes() {
        return isNull() ? new byte[0] : ((BytesVector) vector).copy(row);
    }

    /// Returns the text of a string or the symbol of an enum; empty for null.
    ///
    /// @throws ClassCastException if the value is neither
    public String asString() {
        if (isNull()) {
            return "";
        }
        return type().under() instanceof EnumType enumeration
                ? enumeration.symbols().get((int) asLong())
                : ((BytesVector) vector).string(row);
    }

    /// Returns the value of a record's field; empty if the value is no record or has no such field.
    public Optional<Value> field(String name) {
        if (!(type().under() instanceof RecordType record)) {
            return Optional.empty();
        }
        int position = record.indexOf(name);
        return position < 0 ? Optional.empty() : Optional.of(field(position));
    }

    /// Returns the value of the field at a position (0-based) of a record; null of its type if the record is null.
    public Value field(int position) {
        var record = (RecordVector) vector;
        return isNull()
                ? ofNull(record.recordType().field(position).type())
                : of(record.fields().get(position), row);
    }

    /// Returns the elements of an array or set; none for null.
    public List<Value> elements() {
        var array = (ArrayVector) vector;
        return isNull() ? List.of() : range(array.elements(), array.offsets());
    }

    /// Returns the keys of a map; none for null.
    public List<Value> keys() {
        var map = (MapVector) vector;
        return isNull() ? List.of() : range(map.keys(), map.offsets());
    }

    /// Returns the values of a map, in the order of its keys; none for null.
    public List<Value> values() {
        var map = (MapVector) vector;
        return isNull() ? List.of() : range(map.values(), map.offsets());
    }

    private List<Value> range(TypedVector parts, int[] offsets) {
        var values = new ArrayList<Value>(offsets[row + 1] - offsets[row]);
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
            values.add(of(parts, i));
        }
        return values;
    }

    /// Returns the value that a union value holds, or that an error wraps; the value itself otherwise, or if it is null.
    public Value unwrap() {
        if (isNull()) {
            return this;
        }
        return switch (vector) {
            case UnionVector union -> of(union.members().get(union.tags()[row]), union.slots()[row]);
            case ErrorVector error -> of(error.wrapped(), row);
            default -> this;
        };
    }

    /// Returns the value in memory of its own: nothing of the vector that it is of is kept for its sake.
    public Value copy() {
        return isNull() ? ofNull(type()) : ofBody(type(), body());
    }

    /// Returns the ZNG body; none for null.
    public byte[] body() {
        var out = new ByteBuilder();
        if (!isNull()) {
            BodyEncoder.of(vector).writeBody(row, out);
        }
        return out.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Value that
                        && type().equals(that.type())
                        && isNull() == that.isNull()
                        && Arrays.equals(body(), that.body());
    }

    @Override
    public int hashCode() {
        return 31 * type().hashCode() + Arrays.hashCode(body());
    }

    /// Returns the value as ZSON on one line.
    @Override
    public String toString() {
        return Zson.format(this);
    }
}
