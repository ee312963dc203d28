package dev.tarn.model.vector;

import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;

/// Flat errors: the values that they wrap.
///
/// @param type an error type, named or not
/// @param wrapped what the errors wrap, of exactly the wrapped type
/// @param length the number of errors
/// @param validity which of them are not null
public record ErrorVector(Type type, TypedVector wrapped, int length, Validity validity) implements FlatVector {
    /// The type of errors that wrap a string.
    public static final ErrorType OF_STRING = new ErrorType(PrimitiveType.STRING);

    /// Returns an error that wraps a string, repeated.
    public static Constant ofString(String message, int length) {
        var one = BytesVector.ofStrings(PrimitiveType.STRING, message);
        return new Constant(new ErrorVector(OF_STRING, one, 1, Validity.ALL), length);
    }

    /// Returns `error("missing")`, repeated.
    public static Constant missing(int length) {
        return ofString("missing", length);
    }

    /// Returns `error("quiet")`, repeated.
    public static Constant quiet(int length) {
        return ofString("quiet", length);
    }

    @Override
    public ErrorVector gather(int[] rows) {
        return new ErrorVector(type, wrapped.select(rows), rows.length, validity.gather(rows));
    }

    @Override
    public ErrorVector withType(Type newType) {
        var inner = wrapped.withType(((ErrorType) newType.under()).wrapped());
        return new ErrorVector(newType, inner, length, validity);
    }

    @Override
    public ErrorVector withValidity(Validity newValidity) {
        return new ErrorVector(type, wrapped, length, newValidity);
    }
}
