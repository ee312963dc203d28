package dev.tarn.cli.fuzz;

import dev.tarn.cli.fuzz.KnownType.Array;
import dev.tarn.cli.fuzz.KnownType.Distinct;
import dev.tarn.cli.fuzz.KnownType.Entries;
import dev.tarn.cli.fuzz.KnownType.Primitive;
import dev.tarn.cli.fuzz.TypedExpressions.Place;
import dev.tarn.cli.fuzz.TypedExpressions.Scope;

/// Random aggregates whose results have a known type. Sums of floats are left out: they depend on the order of what is added.
final class TypedAggregates {
    private static final KnownType COUNT = new Primitive("uint64");

    private final Choice choice;
    private final TypedExpressions expressions;

    TypedAggregates(Choice choice, TypedExpressions expressions) {
        this.choice = choice;
        this.expressions = expressions;
    }

    /// Returns an aggregate and the type of its result.
    ///
    /// @param ordered whether it may depend on the order of values
    Place aggregate(Scope scope, boolean ordered) {
        var made = made(scope, ordered);
        return choice.oneIn(4) ? new Place(made.text() + " where " + expressions.bool(scope, 2), made.type()) : made;
    }

    private Place made(Scope scope, boolean ordered) {
        var type = expressions.aType(scope);
        var number = choice.oneIn(3) ? new Primitive(choice.of("int8", "int32", "uint8", "uint16", "duration")) : KnownType.INT64;
        return switch (choice.below(13)) {
            case 0, 1 -> new Place("count()", COUNT);
            case 2 -> new Place("count(" + expressions.of(type, scope, 2) + ")", COUNT);
            case 3 -> new Place("sum(" + expressions.of(number, scope, 2) + ")", summed((Primitive) number));
            case 4 -> new Place(choice.of("min", "max") + "(" + expressions.of(number, scope, 2) + ")", summed((Primitive) number));
            case 5 -> new Place("avg(" + expressions.of(KnownType.INT64, scope, 1) + " % 1000)", KnownType.FLOAT64);
            case 6 -> new Place("dcount(" + expressions.of(type, scope, 2) + ")", COUNT);
            case 7 -> new Place("union(" + expressions.of(type, scope, 2) + ")", new Distinct(type));
            case 8 -> new Place(choice.of("and", "or") + "(" + expressions.bool(scope, 2) + ")", KnownType.BOOL);
            case 9 -> new Place("fuse(" + expressions.of(type, scope, 2) + ")", KnownType.TYPE);
            case 10 -> map(scope);
            case 11 -> ordered ? new Place("any(" + expressions.of(type, scope, 2) + ")", type) : new Place(choice.of("min", "max") + "(" + expressions.of(KnownType.FLOAT64, scope, 2) + ")", KnownType.FLOAT64);
            default -> ordered ? new Place("collect(" + expressions.of(type, scope, 2) + ")", new Array(type)) : new Place("union(" + expressions.of(KnownType.STRING, scope, 2) + ")", new Distinct(KnownType.STRING));
        };
    }

    private static KnownType summed(Primitive number) {
        return number.name().startsWith("int") ? KnownType.INT64 : number.name().startsWith("uint") ? COUNT : number;
    }

    /// Returns a map in which each key has one value only.
    private Place map(Scope scope) {
        var key = expressions.aType(scope);
        return new Place("collect_map(|{" + expressions.of(key, scope, 1) + ":" + expressions.literals().literal(KnownType.INT64) + "}|)", new Entries(key, KnownType.INT64));
    }
}
