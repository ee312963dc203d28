package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesBuilder;
import dev.tarn.model.vector.Vector;

/// How a function computes for arguments of certain types: what [Function#bind] answers and the [Evaluator] runs.
///
/// The bodies of the first kinds compute every slot, those of null arguments too, and call [Loops] with the row written in
/// the call.
public sealed interface Kernel {
    /// The result is carried as `long`.
    record ToLongs(Type result, LongsBody body) implements Kernel {}

    /// The result is carried as `double`.
    record ToDoubles(Type result, DoublesBody body) implements Kernel {}

    /// The result is carried as bytes.
    record ToBytes(Type result, BytesBody body) implements Kernel {}

    /// Some rows fail: where the test puts something other than 0, the result is an error that wraps the message.
    record Failing(Kernel kernel, LongsBody test, String message) implements Kernel {}

    /// Some rows fail: where the test puts something other than 0, the result is `error({message:…,on:…})`, on an argument.
    record FailingOn(Kernel kernel, LongsBody test, String message, int argument) implements Kernel {}

    /// The result is carried as `long`, and where the body says that a row failed it is `error({message:…,on:…})`, on an argument.
    record Parsing(Type result, ParsingBody body, String message, int argument) implements Kernel {}

    /// Every value by itself, for work that dwarfs a call.
    ///
    /// @param result the type of the result as a rule, which is also that of null; a row may well have another
    record PerRow(Type result, RowBody body) implements Kernel {}

    /// The function sees whole columns, with their nulls.
    record Whole(WholeBody body) implements Kernel {}

    /// The result is an argument as it is.
    record Same(int argument) implements Kernel {}

    /// The result is the same for every row.
    record Constantly(Value value) implements Kernel {}

    /// The result is `error({message:…,on:…})`, on an argument.
    record Reject(String message, int argument) implements Kernel {}

    /// The result is `error("…")`.
    record Fail(String message) implements Kernel {}

    /// Computes numbers.
    @FunctionalInterface
    interface LongsBody {
        /// Fills in the results.
        void run(Columns in, long[] out);
    }

    /// Computes numbers, or not.
    @FunctionalInterface
    interface ParsingBody {
        /// Fills in the results, and something other than 0 for the rows that have none.
        void run(Columns in, long[] out, long[] failed);
    }

    /// Computes floats.
    @FunctionalInterface
    interface DoublesBody {
        /// Fills in the results.
        void run(Columns in, double[] out);
    }

    /// Computes strings and their like.
    @FunctionalInterface
    interface BytesBody {
        /// Appends a result for each row.
        void run(Columns in, BytesBuilder out);
    }

    /// Computes one value.
    @FunctionalInterface
    interface RowBody {
        /// Returns the result for the arguments of a row.
        Value run(Value[] arguments);
    }

    /// Computes a column.
    @FunctionalInterface
    interface WholeBody {
        /// Returns the result for each row.
        Vector run(Columns in);
    }
}
