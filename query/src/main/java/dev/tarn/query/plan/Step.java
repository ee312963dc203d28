package dev.tarn.query.plan;

import dev.tarn.model.KeyRange;
import dev.tarn.model.Path;
import dev.tarn.model.Projection;
import dev.tarn.model.SortKey;
import dev.tarn.model.type.Type;
import dev.tarn.query.LoadTarget;
import dev.tarn.query.expression.Expr;
import java.util.List;
import java.util.Optional;

/// A step of a [Pipeline].
public sealed interface Step {

    /// Reads a source. Takes no input.
    ///
    /// @param source the position of its name in the plan
    /// @param name its name, to be printed
    /// @param order by what the source says its values are sorted
    /// @param pushed what the steps after it leave to it
    record Scan(int source, String name, Optional<SortKey> order, Pushed pushed) implements Step {
        /// Returns the scan with other work left to it.
        public Scan withPushed(Pushed newPushed) {
            return new Scan(source, name, order, newPushed);
        }
    }

    /// What a scan does besides reading.
    ///
    /// @param projection which fields are needed
    /// @param filter which values are passed on; all if empty
    /// @param range a range of keys outside of which the filter passes nothing
    /// @param ordered whether values are needed in the source's order
    record Pushed(Projection projection, Optional<Expr> filter, Optional<KeyRange> range, boolean ordered) {
        /// Everything is read and passed on in order.
        public static final Pushed NOTHING = new Pushed(Projection.ALL, Optional.empty(), Optional.empty(), true);
    }

    /// Gives one null. Takes no input.
    record OneNull() implements Step {}

    /// Passes its input on.
    record Pass() implements Step {}

    /// Passes on the values for which a condition is true.
    record Filter(Expr condition) implements Step {}

    /// Gives the values of expressions.
    record Yield(List<Expr> expressions) implements Step {
        /// Copies the expressions.
        public Yield {
            expressions = List.copyOf(expressions);
        }
    }

    /// Makes records of the assigned fields.
    record Cut(List<Assignment> assignments) implements Step {
        /// Copies the assignments.
        public Cut {
            assignments = List.copyOf(assignments);
        }
    }

    /// Adds fields to records, or replaces them.
    record Put(List<Assignment> assignments) implements Step {
        /// Copies the assignments.
        public Put {
            assignments = List.copyOf(assignments);
        }
    }

    /// Leaves fields out of records.
    record Drop(List<Path> fields) implements Step {
        /// Copies the fields.
        public Drop {
            fields = List.copyOf(fields);
        }
    }

    /// Gives fields of records other names.
    record Rename(List<Renaming> renamings) implements Step {
        /// Copies the renamings.
        public Rename {
            renamings = List.copyOf(renamings);
        }
    }

    /// A field's new and old name.
    record Renaming(Target to, Target from) {}

    /// Groups and aggregates.
    ///
    /// @param keys what is grouped by; none for one group of all values
    /// @param aggregations what is computed for each group
    /// @param limit the number of groups at which to give up; 0 for none
    /// @param part which part of the work is done here
    /// @param sorted a key in whose order values come, if that is known
    record Summarize(List<Assignment> keys, List<Aggregation> aggregations, long limit, Part part, Optional<SortedKey> sorted)
            implements Step {
        /// Creates a step of values in no known order.
        public Summarize(List<Assignment> keys, List<Aggregation> aggregations, long limit, Part part) {
            this(keys, aggregations, limit, part, Optional.empty());
        }

        /// Copies the lists.
        public Summarize {
            keys = List.copyOf(keys);
            aggregations = List.copyOf(aggregations);
        }

        /// Returns whether all that matters of what goes in is how many values it is: `count()`.
        public boolean isCount() {
            return keys.isEmpty() && part != Part.FINAL
                    && aggregations.stream().allMatch(one -> one.call().argument().isEmpty() && one.call().where().isEmpty());
        }

        /// Returns the step for another part of the work.
        public Summarize withPart(Part newPart) {
            return new Summarize(keys, aggregations, limit, newPart, sorted);
        }

        /// Returns the step for values that come in the order of a key.
        public Summarize withSorted(Optional<SortedKey> newSorted) {
            return new Summarize(keys, aggregations, limit, part, newSorted);
        }
    }

    /// A key of a [Summarize] that never goes back: what values are sorted by, or a function of it that goes the same way.
    ///
    /// @param position the position of the key among all keys, 0-based
    /// @param path what values are sorted by
    record SortedKey(int position, Path path) {}

    /// Which part of aggregating a step does.
    enum Part {
        /// All of it.
        WHOLE,
        /// From values to partial results, on several threads at once.
        PARTIAL,
        /// From partial results to results.
        FINAL
    }

    /// Sorts.
    ///
    /// @param terms what is compared; none to find a key in the first value
    /// @param reverse with a key that is found, whether the greatest comes first
    /// @param nullsFirst with a key that is found, whether null comes first
    /// @param limit how many of the first values are wanted; all if negative
    record Sort(List<SortTerm> terms, boolean reverse, boolean nullsFirst, long limit) implements Step {
        /// Copies the terms.
        public Sort {
            terms = List.copyOf(terms);
        }

        /// Returns the step that gives the first values only.
        public Sort withLimit(long newLimit) {
            return new Sort(terms, reverse, nullsFirst, newLimit);
        }
    }

    /// Passes values on in their order, but those whose key is null or missing behind all others.
    record NullsLast(Expr key) implements Step {}

    /// Passes the first values on.
    record Head(long count) implements Step {}

    /// Passes the last values on.
    record Tail(long count) implements Step {}

    /// Passes on the first of neighbours that are the same.
    ///
    /// @param counted whether to give records of a value and how often it came
    record Uniq(boolean counted) implements Step {}

    /// Makes all values the same type.
    record Fuse() implements Step {}

    /// Gives records that differ only where one has null the same type, and whole numbers an integer type.
    record Shape() implements Step {}

    /// Gives a record for each part of a given type in the values of expressions.
    record Explode(List<Expr> expressions, Type type, String field) implements Step {
        /// Copies the expressions.
        public Explode {
            expressions = List.copyOf(expressions);
        }
    }

    /// Gives the elements of the values of expressions, or what a pipeline makes of the elements of each value.
    ///
    /// @param expressions what is traversed
    /// @param locals the values that the body sees as variables, behind those of the scopes around
    /// @param body runs for the elements of each value by itself; empty to pass the elements on
    record Over(List<Expr> expressions, List<Expr> locals, Optional<Pipeline> body) implements Step {
        /// Copies the lists.
        public Over {
            expressions = List.copyOf(expressions);
            locals = List.copyOf(locals);
        }
    }

    /// Copies its input to several legs. A leg that reads a source gets none.
    record Fork(List<Pipeline> legs) implements Step {
        /// Copies the legs.
        public Fork {
            legs = List.copyOf(legs);
        }
    }

    /// Sends each value to one of several legs: the first whose condition is true, or the one whose constant `value` is.
    ///
    /// @param value what the constants of the cases are compared with; empty if the cases are conditions
    record Switch(Optional<Expr> value, List<Case> cases) implements Step {
        /// Copies the cases.
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /// A leg of a [Switch].
    ///
    /// @param match the condition or constant; empty for the leg of the values that no other wants
    record Case(Optional<Expr> match, Pipeline leg) {}

    /// Takes several inputs as one, in no order between them.
    record Combine() implements Step {}

    /// Takes two inputs and passes the first on, or, if nothing comes of it, the second.
    record Otherwise() implements Step {}

    /// Takes several inputs that are sorted as one that is.
    record Merge(Expr key) implements Step {}

    /// Takes two inputs and joins them. What comes out is in the order of the keys, null last.
    ///
    /// The side that is kept is the left one, but for [Style#RIGHT].
    ///
    /// @param assignments the fields of the other side that are put into the value of the kept side
    /// @param descending whether the greatest keys come first
    /// @param order what has to be done to have what comes out in order
    /// @param kept which fields of the kept side are needed in what comes out
    /// @param nulls where nulls are in both sides, if these come sorted
    record Join(Style style, Expr leftKey, Expr rightKey, List<Assignment> assignments, boolean descending, Order order,
            Projection kept, SortKey.Nulls nulls) implements Step {
        /// Creates a join of sides in no known order.
        public Join(Style style, Expr leftKey, Expr rightKey, List<Assignment> assignments) {
            this(style, leftKey, rightKey, assignments, false, Order.MADE, Projection.ALL, SortKey.Nulls.LAST);
        }

        /// Copies the assignments.
        public Join {
            assignments = List.copyOf(assignments);
        }

        /// Returns the step with keys in the given direction.
        public Join withDescending(boolean newDescending) {
            return new Join(style, leftKey, rightKey, assignments, newDescending, order, kept, nulls);
        }

        /// Returns the step with another order.
        public Join withOrder(Order newOrder) {
            return new Join(style, leftKey, rightKey, assignments, descending, newOrder, kept, nulls);
        }

        /// Returns the step that may leave out fields of the kept side.
        public Join withKept(Projection newKept) {
            return new Join(style, leftKey, rightKey, assignments, descending, order, newKept, nulls);
        }

        /// Returns the step for sides that are both sorted by their keys.
        public Join merged(SortKey.Nulls newNulls) {
            return new Join(style, leftKey, rightKey, assignments, descending, Order.MERGED, kept, newNulls);
        }

        /// Returns whether the kept side is the right one.
        public boolean isSwapped() {
            return style == Style.RIGHT;
        }

        /// Returns the key of the kept side.
        public Expr keptKey() {
            return isSwapped() ? rightKey : leftKey;
        }

        /// Returns the key of the other side.
        public Expr otherKey() {
            return isSwapped() ? leftKey : rightKey;
        }

        /// How what comes out of a join gets its order.
        public enum Order {
            /// The kept side is sorted by its key first.
            MADE,
            /// The kept side comes sorted by its key, but perhaps with nulls first.
            GIVEN,
            /// Both sides come sorted by their keys in the same direction, but perhaps with nulls first.
            MERGED,
            /// It does not matter to what comes after.
            UNNEEDED
        }

        /// Which values a join keeps.
        public enum Style {
            /// Those with a match.
            INNER,
            /// All of the left, with a match or without.
            LEFT,
            /// All of the right, with a match or without.
            RIGHT,
            /// Those of the left without a match.
            ANTI
        }
    }

    /// Loads its input into a pool and gives the id of the commit.
    ///
    /// @param pool the name or id
    record Load(String pool, LoadTarget.Commit commit) implements Step {}

    /// Gives the values of an expression to the channel `debug`, and passes its input on.
    record Debug(Expr expression) implements Step {}

    /// Ends the pipeline: its values are an answer of the query.
    record Output(String channel) implements Step {}
}
