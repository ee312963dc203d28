package dev.tarn.query.expression;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Dictionary;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.vector.View;
import dev.tarn.query.expression.Argument.Nulls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Calls functions: the only place that takes encodings apart, splits mixed columns, and deals with unions, errors and nulls
/// as the function's [Argument]s say.
public final class Evaluator {
    private Evaluator() {}

    /// Returns the result of a function for each row.
    ///
    /// @param arguments at least one; all of the same length
    public static Vector call(Function function, Vector... arguments) {
        return call(function, arguments[0].length(), arguments);
    }

    /// Returns the result of a function for each row.
    ///
    /// @param length the number of rows, which is the length of every argument
    public static Vector call(Function function, int length, Vector... arguments) {
        if (length == 0) {
            return Constant.nulls(PrimitiveType.NULL, 0);
        }
        return TypeCombinations.apply(arguments, length, (typed, count) -> callTyped(function, typed, count));
    }

    private static Vector callTyped(Function function, TypedVector[] arguments, int length) {
        if (!function.isPure()) {
            return callEncoded(function, arguments, length);
        }
        if (isConstant(arguments)) {
            if (length == 1) {
                return callEncoded(function, arguments, 1);
            }
            var ones = new TypedVector[arguments.length];
            for (int i = 0; i < ones.length; i++) {
                ones[i] = new Constant(((Constant) arguments[i]).one(), 1);
            }
            return repeat(callEncoded(function, ones, 1), length);
        }
        int dictionary = worthwhileDictionary(arguments, length);
        if (dictionary >= 0) {
            return callOnDictionary(function, arguments, dictionary);
        }
        var rows = rowsOfViews(arguments, length);
        if (rows.length > 0 && isTotal(function, arguments)) {
            return callOnBases(function, arguments, rows);
        }
        return callEncoded(function, arguments, length);
    }

    /// Returns the rows of the views that all arguments are but constants, if they are the same rows of columns of numbers that have not many
    /// more: at most twice as many, of several views three times, it takes less to compute than to gather of each column first. None otherwise.
    private static int[] rowsOfViews(TypedVector[] arguments, int length) {
        int[] rows = new int[0];
        int views = 0;
        int baseLength = 0;
        for (var argument : arguments) {
            if (argument instanceof Constant constant && constant.type() instanceof PrimitiveType) {
                continue;
            }
            boolean fits = argument instanceof View view && view.type() instanceof PrimitiveType type && type.isNumber()
                    && view.base() instanceof FlatVector && (rows.length == 0 || view.rows() == rows);
            if (!fits) {
                return new int[0];
            }
            rows = ((View) argument).rows();
            baseLength = ((View) argument).base().length();
            views++;
        }
        return baseLength <= (views > 1 ? 3 : 2) * length ? rows : new int[0];
    }

    /// Returns whether a function makes a number of every row, and so cheaply that rows nobody asked for do no harm.
    private static boolean isTotal(Function function, TypedVector[] arguments) {
        var types = new ArrayList<Type>(arguments.length);
        for (var argument : arguments) {
            types.add(argument.type());
        }
        return switch (function.bind(types)) {
            case Kernel.ToLongs _, Kernel.ToDoubles _ -> true;
            default -> false;
        };
    }

    private static Vector callOnBases(Function function, TypedVector[] arguments, int[] rows) {
        var bases = arguments.clone();
        int length = 0;
        for (int i = 0; i < bases.length; i++) {
            if (bases[i] instanceof View view) {
                bases[i] = view.base();
                length = bases[i].length();
            }
        }
        for (int i = 0; i < bases.length; i++) {
            if (bases[i] instanceof Constant constant) {
                bases[i] = new Constant(constant.one(), length);
            }
        }
        return callEncoded(function, bases, length).select(rows);
    }

    private static boolean isConstant(TypedVector[] arguments) {
        for (var argument : arguments) {
            if (!(argument instanceof Constant)) {
                return false;
            }
        }
        return true;
    }

    private static Constant repeat(Vector one, int length) {
        return new Constant(TypeCombinations.typed(one).flat(), length);
    }

    /// Returns the argument that is a dictionary clearly smaller than the batch, if all others are constant; -1 otherwise.
    private static int worthwhileDictionary(TypedVector[] arguments, int length) {
        int found = -1;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof Constant) {
                continue;
            }
            boolean worthwhile = arguments[i] instanceof Dictionary dictionary && dictionary.values().length() * 2 <= length;
            if (!worthwhile || found >= 0) {
                return -1;
            }
            found = i;
        }
        return found;
    }

    private static Vector callOnDictionary(Function function, TypedVector[] arguments, int position) {
        var dictionary = (Dictionary) arguments[position];
        int size = dictionary.values().length();
        var onValues = arguments.clone();
        for (int i = 0; i < onValues.length; i++) {
            onValues[i] = i == position ? dictionary.values() : new Constant(((Constant) arguments[i]).one(), size);
        }
        return switch (callEncoded(function, onValues, size)) {
            case Constant constant -> new Constant(constant.one(), dictionary.length());
            case TypedVector typed -> new Dictionary(typed.flat(), dictionary.index());
            case Mixed mixed -> mixed.select(dictionary.index());
        };
    }

    private static Vector callEncoded(Function function, TypedVector[] arguments, int length) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].type().isError() && !function.argument(i).seesErrors()) {
                return arguments[i];
            }
        }
        for (int i = 0; i < arguments.length; i++) {
            if (function.argument(i).unwrapped()) {
                var under = arguments[i].type().under();
                if (under instanceof UnionType) {
                    return call(function, length, replaced(arguments, i, unwrapped(arguments[i])));
                }
                if (under != arguments[i].type()) {
                    arguments[i] = arguments[i].withType(under);
                }
            }
        }
        return run(function, arguments, length);
    }

    private static Vector[] replaced(Vector[] arguments, int position, Vector replacement) {
        var all = Arrays.copyOf(arguments, arguments.length, Vector[].class);
        all[position] = replacement;
        return all;
    }

    private static Vector unwrapped(TypedVector union) {
        return union instanceof Constant constant
                ? repeat(((UnionVector) constant.one()).unwrap(), constant.length())
                : ((UnionVector) union.flat()).unwrap();
    }

    private static Vector run(Function function, TypedVector[] arguments, int length) {
        var columns = new TypedVector[arguments.length];
        var types = new ArrayList<Type>(arguments.length);
        for (int i = 0; i < arguments.length; i++) {
            boolean zeroes = function.argument(i).nulls() == Nulls.AS_ZERO;
            columns[i] = zeroes ? Nullness.zeroed(arguments[i]) : arguments[i];
            types.add(arguments[i].type());
        }
        return new KernelRun(function, List.copyOf(types), new Columns(columns, arguments, length)).run();
    }
}
