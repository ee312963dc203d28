package dev.tarn.query.ast;

import java.util.List;

/// A type as it is written in a type value `<…>`, in `type t = …` and in `explode … by …`.
public sealed interface TypeExpression extends Ast {

    /// A primitive type by its name: `int64`, `string`, `ip`, `null`.
    record Primitive(String name, Span span) implements TypeExpression {}

    /// A reference to a named type: `port`, `"my type"`.
    record Named(String name, Span span) implements TypeExpression {}

    /// A named type with its definition: `port=uint16`.
    record Definition(String name, TypeExpression type, Span span) implements TypeExpression {}

    /// A record: `{a:int64,"b c":string}`, `{}`.
    record Record(List<Field> fields, Span span) implements TypeExpression {

        /// Copies the fields.
        public Record {
            fields = List.copyOf(fields);
        }
    }

    /// A field of a record type.
    record Field(Ast.Name name, TypeExpression type, Span span) implements Ast {}

    /// An array: `[int64]`.
    record Array(TypeExpression element, Span span) implements TypeExpression {}

    /// A set: `|[int64]|`.
    record Set(TypeExpression element, Span span) implements TypeExpression {}

    /// A map: `|{string:int64}|`.
    record Map(TypeExpression key, TypeExpression value, Span span) implements TypeExpression {}

    /// A union: `(int64,string)`. It has at least two members.
    record Union(List<TypeExpression> members, Span span) implements TypeExpression {

        /// Copies the members.
        public Union {
            members = List.copyOf(members);
        }
    }

    /// An error: `error(string)`.
    record Error(TypeExpression of, Span span) implements TypeExpression {}
}
