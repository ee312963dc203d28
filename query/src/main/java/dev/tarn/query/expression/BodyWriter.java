package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Body;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;

/// Writes the ZNG body of a value of many parts, for functions that make values no column is at hand for.
public final class BodyWriter {
    private final ByteBuilder out = new ByteBuilder();

    /// Appends a value that is a part of the one being written.
    public void put(Value value) {
        if (value.isNull()) {
            out.put(0);
        } else {
            BodyEncoder.of(value.toVector()).writeTagged(0, out);
        }
    }

    /// Appends a value as one of a type: of its own, or of a union that has its own among its members.
    public void putAs(Type type, Value value) {
        if (value.isNull() || type.equals(value.type()) || !(type.under() instanceof UnionType union)) {
            put(value);
            return;
        }
        int start = begin();
        int tag = begin();
        Body.writeLong(PrimitiveType.INT64, union.tagOf(value.type()), out);
        end(tag);
        put(value);
        end(start);
    }

    /// Begins a part that has parts itself; to be ended with [#end] and what this returns.
    public int begin() {
        return out.beginTagged();
    }

    /// Ends a part.
    public void end(int start) {
        out.endTagged(start);
    }

    /// Returns the value of a type whose parts have been written.
    public Value build(Type type) {
        return Value.ofBody(type, out.toBytes());
    }
}
