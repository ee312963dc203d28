package dev.tarn.query.analyze;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.UnionType;
import dev.tarn.query.ast.Ast;
import dev.tarn.query.ast.TypeExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Makes types of how they are written.
final class TypeAnalyzer {
    private final Problems problems;
    private final Map<String, Type> types;

    TypeAnalyzer(Problems problems, Map<String, Type> types) {
        this.problems = problems;
        this.types = types;
    }

    /// Returns the name that a type expression is, if it is one that is not declared: the data has to declare it.
    Optional<String> undeclaredName(TypeExpression expression) {
        return expression instanceof TypeExpression.Named(var name, _) && !types.containsKey(name)
                ? Optional.of(name)
                : Optional.empty();
    }

    /// Returns the type; some type if a problem had to be reported.
    Type type(TypeExpression expression) {
        return type(expression, expression);
    }

    /// Returns the type; some type if a problem had to be reported.
    ///
    /// @param place where problems are reported; as in the reference that is the whole type, whatever part is wrong
    Type type(TypeExpression expression, Ast place) {
        return switch (expression) {
            case TypeExpression.Primitive(var name, _) -> PrimitiveType.ofName(name).map(Type.class::cast)
                    .orElseGet(() -> unknown(place, name));
            case TypeExpression.Named(var name, _) -> {
                var known = types.get(name);
                yield known != null ? known : unknown(place, name);
            }
            case TypeExpression.Definition(var name, var type, _) -> {
                var named = new NamedType(name, type(type, place));
                types.put(name, named);
                yield named;
            }
            case TypeExpression.Record record -> record(record, place);
            case TypeExpression.Array(var element, _) -> new ArrayType(type(element, place));
            case TypeExpression.Set(var element, _) -> new SetType(type(element, place));
            case TypeExpression.Map(var key, var value, _) -> new MapType(type(key, place), type(value, place));
            case TypeExpression.Union(var members, _) -> UnionType.of(members.stream().map(member -> type(member, place)).toList());
            case TypeExpression.Error(var of, _) -> new ErrorType(type(of, place));
        };
    }

    private Type record(TypeExpression.Record record, Ast place) {
        List<Field> fields = new ArrayList<>();
        for (var field : record.fields()) {
            fields.add(new Field(field.name().text(), type(field.type(), place)));
        }
        var duplicate = RecordType.duplicateName(fields);
        return duplicate.isPresent()
                ? bad(place, "duplicate field: \"" + duplicate.get() + "\"")
                : new RecordType(fields);
    }

    private Type unknown(Ast place, String name) {
        var known = new TreeSet<>(types.keySet());
        Arrays.stream(PrimitiveType.values()).forEach(type -> known.add(type.toString()));
        problems.add(place, "no such type name: \"" + name + "\"", Nearest.expectation("the name of a type", name, known));
        return PrimitiveType.NULL;
    }

    private Type bad(Ast place, String message) {
        problems.add(place, message);
        return PrimitiveType.NULL;
    }
}
