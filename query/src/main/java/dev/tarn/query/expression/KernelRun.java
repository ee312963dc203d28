package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.DoubleVector;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Argument.Nulls;
import java.util.List;

/// One call of a function on columns of one type each: runs what it was bound to.
final class KernelRun {
    private final Function function;
    private final List<Type> types;
    private final Columns in;

    KernelRun(Function function, List<Type> types, Columns in) {
        this.function = function;
        this.types = types;
        this.in = in;
    }

    Vector run() {
        return run(function.bind(types));
    }

    private Vector run(Kernel kernel) {
        return switch (kernel) {
            case Kernel.ToLongs(var result, var body) -> {
                var out = new long[in.length()];
                body.run(in, out);
                yield new LongVector(result, out, out.length, passedValidity());
            }
            case Kernel.ToDoubles(var result, var body) -> {
                var out = new double[in.length()];
                body.run(in, out);
                yield new DoubleVector(result, rounded(result, out), out.length, passedValidity());
            }
            case Kernel.ToBytes(var result, var body) -> {
                var out = new BytesBuilder(result, in.length());
                body.run(in, out);
                yield out.build().withValidity(passedValidity());
            }
            case Kernel.Failing(var inner, var test, var message) ->
                runFailing(inner, test, rows -> ErrorVector.ofString(message, rows.length));
            case Kernel.FailingOn(var inner, var test, var message, var argument) ->
                runFailing(inner, test, rows -> ErrorValues.on(message, in.original(argument).select(rows)));
            case Kernel.Parsing(var result, var body, var message, var argument) -> {
                var out = new long[in.length()];
                var failed = new long[in.length()];
                body.run(in, out, failed);
                yield withErrors(new LongVector(result, out, out.length, passedValidity()), failed,
                        rows -> ErrorValues.on(message, in.original(argument).select(rows)));
            }
            case Kernel.PerRow(var result, var body) -> runRows(result, body);
            case Kernel.Whole(var body) -> body.run(in);
            case Kernel.Same(var argument) -> in.column(argument);
            case Kernel.Constantly(var value) -> new Constant(value.toVector(), in.length());
            case Kernel.Reject(var message, var argument) -> ErrorValues.on(message, in.original(argument));
            case Kernel.Fail(var message) -> ErrorVector.ofString(message, in.length());
        };
    }

    private Validity passedValidity() {
        var validity = Validity.ALL;
        for (int i = 0; i < in.count(); i++) {
            if (function.argument(i).nulls() == Nulls.PASSED) {
                validity = validity.and(Nullness.validity(in.column(i), in.length()));
            }
        }
        return validity;
    }

    /// Rounds floats to what their type can hold.
    private static double[] rounded(Type type, double[] values) {
        if (type.under() == PrimitiveType.FLOAT32) {
            Loops.map(values, values, value -> (float) value);
        } else if (type.under() == PrimitiveType.FLOAT16) {
            Loops.map(values, values, value -> Float.float16ToFloat(Float.floatToFloat16((float) value)));
        }
        return values;
    }

    private Vector runFailing(Kernel inner, Kernel.LongsBody test, java.util.function.Function<int[], Vector> errors) {
        var result = run(inner);
        var failed = new long[in.length()];
        test.run(in, failed);
        return withErrors(result, failed, errors);
    }

    private Vector withErrors(Vector result, long[] failed, java.util.function.Function<int[], Vector> errors) {
        var failedRows = Loops.trueRows(failed, passedValidity(), failed.length);
        if (failedRows.length == 0) {
            return result;
        }
        var goodRows = Selection.without(failedRows, failed.length);
        var assembly = new MixedAssembly(failed.length);
        assembly.put(result.select(goodRows), goodRows);
        assembly.put(errors.apply(failedRows), failedRows);
        return assembly.build();
    }

    private Vector runRows(Type result, Kernel.RowBody body) {
        var columns = new FlatVector[in.count()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = in.flat(i);
        }
        var validity = passedValidity();
        var ofNull = Value.ofNull(result);
        var out = new ValueCollector();
        for (int row = 0; row < in.length(); row++) {
            if (validity.isValid(row)) {
                var arguments = new Value[columns.length];
                for (int i = 0; i < columns.length; i++) {
                    arguments[i] = Value.of(columns[i], row);
                }
                out.append(body.run(arguments));
            } else {
                out.append(ofNull);
            }
        }
        return out.build();
    }
}
