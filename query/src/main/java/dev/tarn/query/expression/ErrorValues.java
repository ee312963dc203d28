package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/// The errors that expressions have as values where they cannot be computed.
public final class ErrorValues {
    private static final Value MISSING = Value.of(ErrorVector.missing(1), 0);
    private static final Value QUIET = Value.of(ErrorVector.quiet(1), 0);

    private ErrorValues() {}

    /// Returns `error("…")`.
    public static Value of(String message) {
        return Value.of(ErrorVector.ofString(message, 1), 0);
    }

    /// Returns `error("missing")`.
    public static Value missing() {
        return MISSING;
    }

    /// Returns `error("quiet")`.
    public static Value quiet() {
        return QUIET;
    }

    /// Returns `error({message:"…",on:…})`.
    public static Value on(String message, Value on) {
        return Value.of(wrapped(message, on.toVector()), 0);
    }

    /// Returns `error({message:"…",on:…})` for each value.
    public static Vector on(String message, Vector on) {
        return switch (on) {
            case TypedVector typed -> wrapped(message, typed);
            case Mixed mixed -> {
                var parts = new ArrayList<TypedVector>(mixed.parts().size());
                for (var part : mixed.parts()) {
                    parts.add(wrapped(message, part));
                }
                yield Mixed.of(mixed.tags(), parts);
            }
        };
    }

    private static TypedVector wrapped(String message, TypedVector on) {
        if (on instanceof Constant constant) {
            return new Constant(wrapped(message, constant.one()).flat(), constant.length());
        }
        var record = new RecordType(List.of(new Field("message", PrimitiveType.STRING), new Field("on", on.type())));
        var text = new Constant(BytesVector.ofStrings(PrimitiveType.STRING, message), on.length());
        return wrap(new RecordVector(record, List.of(text, on), on.length(), Validity.ALL));
    }

    /// Returns errors that wrap the given values.
    public static TypedVector wrap(TypedVector values) {
        var type = new ErrorType(values.type());
        if (values instanceof Constant constant) {
            return new Constant((ErrorVector) wrap(constant.one()), constant.length());
        }
        var flat = values.flat();
        return new ErrorVector(type, flat, flat.length(), flat.validity());
    }

    /// Returns whether values of a type can be `error("missing")` or `error("quiet")`.
    public static boolean isOfString(Type type) {
        return type instanceof ErrorType error && error.wrapped() == PrimitiveType.STRING;
    }

    /// Returns whether a value is `error("missing")`.
    public static boolean isMissing(Value value) {
        return isErrorOf(value, "missing");
    }

    /// Returns whether a value is `error("quiet")`.
    public static boolean isQuiet(Value value) {
        return isErrorOf(value, "quiet");
    }

    private static boolean isErrorOf(Value value, String message) {
        return isOfString(value.type()) && !value.isNull() && value.unwrap().asString().equals(message);
    }
}
