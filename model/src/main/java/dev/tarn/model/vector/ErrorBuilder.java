package dev.tarn.model.vector;

import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.Type;

/// Makes an [ErrorVector]: append what is wrapped to its builder, then end the error.
public final class ErrorBuilder extends VectorBuilder {
    private final VectorBuilder wrapped;

    /// Creates a builder for values of an error type, named or not.
    public ErrorBuilder(Type type) {
        super(type);
        wrapped = VectorBuilder.of(((ErrorType) type.under()).wrapped());
    }

    /// Returns the builder of what the errors wrap.
    public VectorBuilder wrapped() {
        return wrapped;
    }

    /// Ends an error whose wrapped value was appended.
    public void endError() {
        appended();
    }

    @Override
    void appendSlot() {
        wrapped.appendNull();
    }

    @Override
    void appendValid(FlatVector source, int row) {
        wrapped.append(((ErrorVector) source).wrapped(), row);
    }

    @Override
    ErrorVector buildSlots(int count, Validity validity) {
        return new ErrorVector(type(), wrapped.build(), count, validity);
    }
}
