package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.ValueCollector;
import java.util.List;

/// A time as text in a format of the C function of this name.
final class Strftime implements BuiltIn {
    private static final Argument ARGUMENT = Argument.ANY.withNulls(Argument.Nulls.AS_ZERO);
    private static final Signature SIGNATURE = Signature.of("strftime", ARGUMENT, ARGUMENT);

    private String lastFormat = "";
    private TimeFormat last = TimeFormat.parse("");

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.get(0).under() != PrimitiveType.STRING) {
            return new Kernel.Reject("strftime: string value required for format arg", 0);
        }
        if (types.get(1).under() != PrimitiveType.TIME) {
            return new Kernel.Reject("strftime: time value required for time arg", 1);
        }
        return new Kernel.Whole(this::format);
    }

    private Vector format(Columns in) {
        return in.isConstant(0) ? ofFormat(in.constant(0), (LongVector) in.flat(1)) : ofFormats(in);
    }

    private static Vector ofFormat(Value format, LongVector times) {
        TimeFormat parsed;
        try {
            parsed = TimeFormat.parse(format.asString());
        } catch (InputException e) {
            return new Constant(failed(format, e).toVector(), times.length());
        }
        return parsed.format(times.values(), times.length());
    }

    private Vector ofFormats(Columns in) {
        var out = new ValueCollector();
        for (int row = 0; row < in.length(); row++) {
            out.append(format(in.value(0, row), in.value(1, row).asLong()));
        }
        return out.build();
    }

    private Value format(Value format, long nanoseconds) {
        var text = format.asString();
        if (!text.equals(lastFormat)) {
            try {
                last = TimeFormat.parse(text);
                lastFormat = text;
            } catch (InputException e) {
                return failed(format, e);
            }
        }
        return Value.ofString(last.format(nanoseconds));
    }

    private static Value failed(Value format, InputException problem) {
        return ErrorValues.on("strftime: failed to compile format: " + problem.getMessage(), format);
    }
}
