package dev.tarn.query.ast;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An operator: a step of a pipeline.
public sealed interface Operator extends Ast {

    /// A source as an operator: `from logs`, `file x.json`, `get http://host/x`.
    record Read(Source source, Span span) implements Operator {}

    /// Several sources at once: `from ( pool a => count() file b.json pass => head )`.
    record From(List<FromLeg> legs, Span span) implements Operator {

        /// Copies the legs.
        public From {
            legs = List.copyOf(legs);
        }
    }

    /// A leg of [From].
    ///
    /// @param body what stands after `=>`; empty if the source's values are passed on
    record FromLeg(Source source, Optional<Ast.Pipeline> body, Span span) implements Ast {}

    /// Several copies of the input: `fork ( => a => b )`.
    record Fork(List<Ast.Pipeline> legs, Span span) implements Operator {

        /// Copies the legs.
        public Fork {
            legs = List.copyOf(legs);
        }
    }

    /// A choice among pipelines: `switch x ( case 1 => a default => b )`, `switch ( case x > 1 => a )`.
    ///
    /// @param value what the cases are compared with; empty if each case is a condition
    record Switch(Optional<Expression> value, List<Case> cases, Span span) implements Operator {

        /// Copies the cases.
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /// A case of [Switch].
    ///
    /// @param match empty for `default`
    record Case(Optional<Expression> match, Ast.Pipeline body, Span span) implements Ast {}

    /// A pipeline in parentheses that starts with declarations: `( const x=1 yield x )`. In the body of a lateral scope, too,
    /// declarations belong to the pipeline.
    record Block(Ast.Pipeline body, Span span) implements Operator {}

    /// A pipeline for each value's elements: `over a,b with x=1 => ( … )`, `over a`.
    ///
    /// @param body what stands after `=>`; empty if the elements are passed on
    record Over(List<Expression> expressions, List<Ast.Local> locals, Optional<Ast.Pipeline> body, Span span)
            implements Operator {

        /// Copies the lists.
        public Over {
            expressions = List.copyOf(expressions);
            locals = List.copyOf(locals);
        }
    }

    /// A join: `left join (from b) on x=y z:=w`, or, of the two legs before it, `join on x=y`.
    ///
    /// @param right the pipeline in parentheses; empty if the operator before has two legs
    /// @param rightKey empty if it is written as the left key is
    /// @param assignments what of the right side goes into the left one
    record Join(JoinStyle style, Optional<Ast.Pipeline> right, Expression leftKey, Optional<Expression> rightKey,
                List<Ast.Assignment> assignments, Span span) implements Operator {

        /// Copies the assignments.
        public Join {
            assignments = List.copyOf(assignments);
        }
    }

    /// Which values a join keeps.
    enum JoinStyle {
        /// `join`, `inner join`
        INNER,
        /// `left join`
        LEFT,
        /// `right join`
        RIGHT,
        /// `anti join`
        ANTI
    }

    /// Grouping: `summarize n:=count(), sum(x) by k, d:=bucket(ts,1h) with -limit 10`, the same without its keyword, `by k`.
    ///
    /// @param aggregates each value is an [Expression.Call] with at most one argument
    /// @param keys what stands after `by`; not both lists are empty
    /// @param limit the number after `-limit`, not negative
    record Summarize(List<Ast.Assignment> aggregates, List<Ast.Assignment> keys, OptionalLong limit, Span span)
            implements Operator {

        /// Copies the lists.
        public Summarize {
            aggregates = List.copyOf(aggregates);
            keys = List.copyOf(keys);
        }
    }

    /// Sorting: `sort -r -nulls first a, b desc`, `sort`.
    ///
    /// @param nullsFirst whether `-nulls first` was written
    record Sort(boolean reverse, boolean nullsFirst, List<Ast.SortKey> keys, Span span) implements Operator {

        /// Copies the keys.
        public Sort {
            keys = List.copyOf(keys);
        }
    }

    /// The greatest values: `top 5 -flush a, b`, `top`.
    record Top(Optional<Expression> limit, boolean flush, List<Expression> keys, Span span) implements Operator {

        /// Copies the keys.
        public Top {
            keys = List.copyOf(keys);
        }
    }

    /// The first values: `head 5`, `head`.
    record Head(Optional<Expression> count, Span span) implements Operator {}

    /// The last values: `tail 5`, `tail`.
    record Tail(Optional<Expression> count, Span span) implements Operator {}

    /// Equal neighbours made one: `uniq`, and with `-c` counted.
    record Uniq(boolean counted, Span span) implements Operator {}

    /// A choice of fields: `cut a, b:=c.d`.
    record Cut(List<Ast.Assignment> assignments, Span span) implements Operator {

        /// Copies the assignments.
        public Cut {
            assignments = List.copyOf(assignments);
        }
    }

    /// Fields left out: `drop a, b.c`.
    record Drop(List<Expression> fields, Span span) implements Operator {

        /// Copies the fields.
        public Drop {
            fields = List.copyOf(fields);
        }
    }

    /// Fields added or replaced: `put a:=1, b.c:=d`.
    record Put(List<Ast.Assignment> assignments, Span span) implements Operator {

        /// Copies the assignments.
        public Put {
            assignments = List.copyOf(assignments);
        }
    }

    /// Fields renamed: `rename a:=b`.
    record Rename(List<Ast.Assignment> assignments, Span span) implements Operator {

        /// Copies the assignments.
        public Rename {
            assignments = List.copyOf(assignments);
        }
    }

    /// A search: `search foo bar`.
    record Search(Expression expression, Span span) implements Operator {}

    /// A condition: `where a > 1`.
    record Where(Expression condition, Span span) implements Operator {}

    /// Values computed: `yield a, {b}`.
    record Yield(List<Expression> expressions, Span span) implements Operator {

        /// Copies the expressions.
        public Yield {
            expressions = List.copyOf(expressions);
        }
    }

    /// A condition that every value has to meet: `assert a > 1`.
    ///
    /// @param text the condition as it was written, for the error value
    record Assert(Expression condition, String text, Span span) implements Operator {}

    /// Several sorted inputs made one: `merge ts`.
    record Merge(Expression key, Span span) implements Operator {}

    /// One value for each part of a given type: `explode a, b by ip as addr`.
    record Explode(List<Expression> expressions, TypeExpression type, Optional<Expression> target, Span span)
            implements Operator {

        /// Copies the expressions.
        public Explode {
            expressions = List.copyOf(expressions);
        }
    }

    /// An example of each shape: `sample`, `sample a.b`.
    record Sample(Optional<Expression> expression, Span span) implements Operator {}

    /// All values made one type: `fuse`.
    record Fuse(Span span) implements Operator {}

    /// All values made one type per shape: `shape`.
    record Shape(Span span) implements Operator {}

    /// The input as it is: `pass`.
    record Pass(Span span) implements Operator {}

    /// A commit: `load logs@main author "me" message "text" meta "{}"`.
    record Load(Pattern.Text pool, Optional<Source.Revision> branch, Optional<String> author,
                Optional<String> message, Optional<String> meta, Span span) implements Operator {}

    /// A named output: `output main`.
    record Output(Ast.Name name, Span span) implements Operator {}

    /// Values copied to a side output for whoever debugs the query: `debug`, `debug a`.
    record Debug(Optional<Expression> expression, Span span) implements Operator {}

    /// An expression as an operator: `foo bar`, `a > 1`, `{a}`, `count()`, `top3(x)`.
    ///
    /// A [Expression.Term], glob or regular expression in it makes it a search. Otherwise it is, by what it is: a condition
    /// (`where`), a call of an aggregate (`summarize`), of a declared operator, or a value (`yield`).
    record ImpliedExpression(Expression expression, Span span) implements Operator {}

    /// Assignments as an operator: `a:=1, b:=count()`. They are `summarize` if the values are aggregates, otherwise `put`.
    record ImpliedAssignment(List<Ast.Assignment> assignments, Span span) implements Operator {

        /// Copies the assignments.
        public ImpliedAssignment {
            assignments = List.copyOf(assignments);
        }
    }

    /// A query in SQL at the place of a source: `SELECT union(ppid) AS parents FROM exec GROUP BY parents`.
    record SqlQuery(Sql.Select select, Span span) implements Operator {}
}
