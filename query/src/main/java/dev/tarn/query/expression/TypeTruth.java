package dev.tarn.query.expression;

import dev.tarn.model.Path;
import dev.tarn.model.Value;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.query.function.Functions;
import java.util.List;
import java.util.Optional;

/// Finds out what the type of a value says of a condition on it: one on a field that values of the type do not have is never true.
final class TypeTruth {
    /// What is known of the value that an expression has for all values of a type.
    private enum Known {
        TRUE,
        FALSE,
        /// `error("missing")`.
        MISSING,
        /// Some error.
        ERROR,
        /// Null or anything else that is no error.
        NO_ERROR,
        /// Anything but true.
        NOT_TRUE,
        NOTHING;

        boolean isError() {
            return this == MISSING || this == ERROR;
        }

        boolean isNeverTrue() {
            return this == FALSE || this == NOT_TRUE || isError();
        }

        boolean isNeverError() {
            return this == TRUE || this == FALSE || this == NO_ERROR;
        }
    }

    private final Type type;

    private TypeTruth(Type type) {
        this.type = type;
    }

    /// Returns whether a condition can be true for values of a type.
    static boolean isPossible(Expr condition, Type type) {
        return !new TypeTruth(type).known(condition).isNeverTrue();
    }

    private Known known(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var value) -> ofValue(value);
            case Expr.This _ -> ofType(type);
            case Expr.Field(var record, var name) -> expr.path().map(this::ofPath).orElseGet(() -> ofField(record));
            case Expr.Not(var operand) -> not(known(operand));
            case Expr.And(var left, var right) -> and(known(left), known(right));
            case Expr.Or(var left, var right) -> or(known(left), known(right));
            case Expr.Conditional(var condition, var then, var otherwise) ->
                conditional(known(condition), known(then), known(otherwise));
            case Expr.Compare(var comparison, var left, var right) ->
                ofCall(new CompareFunction(comparison), List.of(left, right));
            case Expr.Calculate(var arithmetic, var left, var right) ->
                ofCall(new CalculateFunction(arithmetic), List.of(left, right));
            case Expr.In(var item, var container) -> ofCall(new InFunction(), List.of(item, container));
            case Expr.Call(var name, var arguments) -> ofBuiltIn(name, arguments);
            case Expr.Match(var value, _) -> known(value).isError() ? Known.NOT_TRUE : Known.NOTHING;
            case Expr.Search(_, var value) -> known(value).isError() ? Known.NOT_TRUE : Known.NOTHING;
            default -> Known.NOTHING;
        };
    }

    private static Known ofValue(Value value) {
        if (value.type().isError()) {
            return ErrorValues.isMissing(value) ? Known.MISSING : Known.ERROR;
        }
        if (value.type().under() == PrimitiveType.BOOL) {
            return !value.isNull() && value.asBool() ? Known.TRUE : Known.FALSE;
        }
        return ofType(value.type());
    }

    private static Known ofType(Type type) {
        if (type.isError()) {
            return Known.ERROR;
        }
        return type.under() instanceof UnionType ? Known.NOTHING : Known.NO_ERROR;
    }

    private Known ofPath(Path path) {
        var inner = type;
        for (var name : path.names()) {
            if (!(inner.under() instanceof RecordType record)) {
                return hasFieldsInside(inner) ? Known.NOTHING : Known.MISSING;
            }
            int position = record.indexOf(name);
            if (position < 0) {
                return Known.MISSING;
            }
            inner = record.field(position).type();
        }
        return ofType(inner);
    }

    // What the dot finds in other values than records depends on the values.
    private static boolean hasFieldsInside(Type type) {
        return type.under() == PrimitiveType.TYPE || type.under() instanceof UnionType || type.under() instanceof MapType;
    }

    // No error has a field.
    private Known ofField(Expr record) {
        return known(record).isError() ? Known.MISSING : Known.NOTHING;
    }

    private static Known not(Known operand) {
        return switch (operand) {
            case TRUE -> Known.FALSE;
            case FALSE -> Known.TRUE;
            case MISSING, ERROR -> Known.ERROR;
            case NO_ERROR, NOT_TRUE, NOTHING -> Known.NOTHING;
        };
    }

    private static Known and(Known left, Known right) {
        if (left == Known.TRUE && right == Known.TRUE) {
            return Known.TRUE;
        }
        if (left == Known.FALSE || left == Known.TRUE && right == Known.FALSE) {
            return Known.FALSE;
        }
        return left.isNeverTrue() || right.isNeverTrue() ? Known.NOT_TRUE : Known.NOTHING;
    }

    private static Known or(Known left, Known right) {
        if (left == Known.TRUE) {
            return Known.TRUE;
        }
        if (left == Known.FALSE && right == Known.FALSE) {
            return Known.FALSE;
        }
        return left.isNeverTrue() && right.isNeverTrue() ? Known.NOT_TRUE : Known.NOTHING;
    }

    private static Known conditional(Known condition, Known then, Known otherwise) {
        return switch (condition) {
            case TRUE -> then;
            case FALSE -> otherwise;
            case MISSING, ERROR -> Known.ERROR;
            case NO_ERROR, NOT_TRUE, NOTHING ->
                then.isNeverTrue() && otherwise.isNeverTrue() ? Known.NOT_TRUE : Known.NOTHING;
        };
    }

    private Known ofBuiltIn(String name, List<Expr> arguments) {
        return switch (name) {
            case "has" -> ofHas(arguments, Known.TRUE);
            case "missing" -> ofHas(arguments, Known.FALSE);
            case "is" -> ofIs(arguments);
            case "typename" -> Known.NOTHING;
            default -> ofCall(Functions.create(name), arguments);
        };
    }

    /// Returns what is known of `has`, or of `missing`: the first argument that is an error decides, or else all are there.
    private Known ofHas(List<Expr> arguments, Known whenAllAreThere) {
        for (var argument : arguments) {
            var known = known(argument);
            if (known == Known.MISSING) {
                return not(whenAllAreThere);
            }
            if (!known.isNeverError()) {
                return Known.NOTHING;
            }
        }
        return whenAllAreThere;
    }

    private Known ofIs(List<Expr> arguments) {
        return Optional.of(arguments)
                .filter(two -> two.size() == 2)
                .filter(two -> two.getFirst() instanceof Expr.This && two.getLast() instanceof Expr.Literal)
                .map(two -> ((Expr.Literal) two.getLast()).value())
                .filter(wanted -> !wanted.isNull() && wanted.type().under() == PrimitiveType.TYPE)
                .map(wanted -> type.equals(TypeValue.decode(wanted.asBytes())) ? Known.TRUE : Known.FALSE)
                .orElse(Known.NOTHING);
    }

    /// Returns what is known of a call: an error that the function does not look at is the result.
    private Known ofCall(Function function, List<Expr> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (!function.argument(i).seesErrors() && known(arguments.get(i)).isError()) {
                return Known.ERROR;
            }
        }
        return Known.NOTHING;
    }
}
