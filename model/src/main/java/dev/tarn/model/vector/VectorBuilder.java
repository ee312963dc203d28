package dev.tarn.model.vector;

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

/// Makes a flat vector of one type from values one after another. Starts tiny, grows, and can be used again after [#build].
public abstract sealed class VectorBuilder
        permits LongBuilder, DoubleBuilder, BytesBuilder, RecordBuilder, ArrayBuilder, MapBuilder, UnionBuilder, ErrorBuilder {
    private final Type type;
    private final Validity.Builder validity = new Validity.Builder();
    private int length;

    VectorBuilder(Type type) {
        this.type = type;
    }

    /// Returns a builder for values of a type.
    public static VectorBuilder of(Type type) {
        return switch (type.under()) {
            case RecordType _ -> new RecordBuilder(type);
            case ArrayType _, SetType _ -> new ArrayBuilder(type);
            case MapType _ -> new MapBuilder(type);
            case UnionType _ -> new UnionBuilder(type);
            case ErrorType _ -> new ErrorBuilder(type);
            case EnumType _ -> new LongBuilder(type);
            case PrimitiveType primitive -> switch (primitive.carrier()) {
                case LONG -> new LongBuilder(type);
                case DOUBLE -> new DoubleBuilder(type);
                case BYTES -> new BytesBuilder(type);
                case NESTED -> throw new IllegalStateException("a nested primitive type: " + primitive);
            };
            case NamedType _ ->
                throw new IllegalStateException("a type under its names has a name: " + type);
        };
    }

    /// Returns the type of the values.
    public final Type type() {
        return type;
    }

    /// Returns the number of values so far.
    public final int length() {
        return length;
    }

    /// Appends null.
    public final void appendNull() {
        appendSlot();
        validity.invalid(length++);
    }

    /// Appends the value of a row of a vector of the same type.
    public final void append(TypedVector source, int row) {
        switch (source) {
            case Constant constant -> append(constant.one(), 0);
            case Dictionary dictionary -> append(dictionary.values(), dictionary.index()[row]);
            case View view -> append(view.base(), view.rows()[row]);
            case Rows rows -> append(rows.flat(), row);
            case FlatVector flat -> {
                if (flat.isNull(row)) {
                    appendNull();
                } else {
                    appendValid(flat, row);
                    appended();
                }
            }
        }
    }

    /// Appends all values of a vector of the same type.
    public final void appendAll(TypedVector source) {
        var flat = source.flat();
        if (flat.validity().isAll()) {
            appendAllValid(flat);
            return;
        }
        for (int row = 0; row < flat.length(); row++) {
            append(flat, row);
        }
    }

    /// Appends all values of a vector without nulls.
    void appendAllValid(FlatVector source) {
        for (int row = 0; row < source.length(); row++) {
            appendValid(source, row);
            appended();
        }
    }

    /// Says that a value was put into its slot.
    final void appended() {
        validity.valid(length++);
    }

    /// Says that values were put into the next slots.
    final void appended(int count) {
        validity.valid(length, count);
        length += count;
    }

    /// Puts something into the slot of a null.
    abstract void appendSlot();

    /// Puts a value that is not null into its slot.
    abstract void appendValid(FlatVector source, int row);

    /// Returns the vector of the slots and begins anew.
    abstract FlatVector buildSlots(int count, Validity validity);

    /// Returns the vector of all values appended and begins anew.
    public FlatVector build() {
        int count = length;
        length = 0;
        return buildSlots(count, validity.build());
    }
}
