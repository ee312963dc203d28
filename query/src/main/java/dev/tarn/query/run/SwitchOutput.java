package dev.tarn.query.run;

import dev.tarn.query.Batch;
import dev.tarn.query.expression.Comparison;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.expression.Truth;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/// Sends each row to the exchange of the case that wants it.
final class SwitchOutput extends ForkOutput {
    private final Step.Switch choice;
    private final OperatorFactory factory;
    private Optional<Router> router = Optional.empty();

    SwitchOutput(List<Exchange> legs, Step.Switch choice, OperatorFactory factory) {
        super(legs);
        this.choice = choice;
        this.factory = factory;
    }

    /// Finds the case of each row.
    private interface Router {
        /// Fills in the number of the case for each row, -1 for none.
        void route(Batch batch, int[] cases);
    }

    @Override
    void distribute(Batch batch) {
        if (router.isEmpty()) {
            router = Optional.of(router());
        }
        var cases = new int[batch.length()];
        router.get().route(batch, cases);
        for (int leg = 0; leg < legs().size(); leg++) {
            var rows = new int[cases.length];
            int count = 0;
            for (int row = 0; row < cases.length; row++) {
                if (cases[row] == leg) {
                    rows[count++] = row;
                }
            }
            if (count > 0) {
                legs().get(leg).put(count == cases.length ? batch : batch.select(Arrays.copyOf(rows, count)));
            }
        }
    }

    private Router router() {
        var conditions = new ArrayList<Condition>();
        if (choice.value().isEmpty()) {
            for (int i = 0; i < choice.cases().size(); i++) {
                addCondition(choice.cases().get(i).match(), i, conditions);
            }
            return new ByCondition(conditions, fallback(), this::putErrors);
        }
        // A constant of the value's own type goes before one that only equals it; of equal constants the last counts, as in the
        // reference.
        for (int i = choice.cases().size() - 1; i >= 0; i--) {
            addCondition(choice.cases().get(i).match().map(SwitchOutput::isSame), i, conditions);
        }
        for (int i = 0; i < choice.cases().size(); i++) {
            addCondition(choice.cases().get(i).match().map(SwitchOutput::isEqual), i, conditions);
        }
        return new ByValue(factory.expression(choice.value().get()), new ByCondition(conditions, fallback(), (_, _) -> { }));
    }

    /// Sends the errors that a condition is for some rows where the rows would go if it were true.
    private void putErrors(Batch errors, int number) {
        legs().get(number).put(errors);
    }

    private void addCondition(Optional<Expr> condition, int number, List<Condition> conditions) {
        condition.ifPresent(expr -> conditions.add(new Condition(factory.expression(expr), number)));
    }

    private static Expr isEqual(Expr constant) {
        return new Expr.Compare(Comparison.EQUAL, new Expr.This(), constant);
    }

    private static Expr isSame(Expr constant) {
        var type = new Expr.Call("typeunder", List.of(new Expr.This()));
        var wanted = new Expr.Call("typeunder", List.of(constant));
        return new Expr.And(new Expr.Compare(Comparison.EQUAL, type, wanted), isEqual(constant));
    }

    private int fallback() {
        for (int i = 0; i < choice.cases().size(); i++) {
            if (choice.cases().get(i).match().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /// @param number the number of the case
    private record Condition(Expression expression, int number) {}

    /// As in the reference a condition that is an error, but not missing, sends the error; the row goes on to the next condition.
    private record ByCondition(List<Condition> conditions, int fallback, ObjIntConsumer<Batch> errors) implements Router {
        @Override
        public void route(Batch batch, int[] cases) {
            Arrays.fill(cases, fallback);
            int[] open = BatchRows.all(cases.length);
            for (var condition : conditions) {
                if (open.length == 0) {
                    break;
                }
                var values = condition.expression().evaluate(batch.select(open));
                int[] failed = ErrorRows.failures(values);
                int[] chosen = Truth.trueRows(values);
                if (failed.length > 0) {
                    var scope = batch.scope().select(BatchAssembly.at(open, failed));
                    errors.accept(new Batch(values.select(failed), scope, batch.ordinal()), condition.number());
                }
                for (int place : chosen) {
                    cases[open[place]] = condition.number();
                }
                open = without(open, chosen);
            }
        }

        private static int[] without(int[] rows, int[] places) {
            var rest = new int[rows.length - places.length];
            int at = 0;
            int next = 0;
            for (int i = 0; i < rows.length; i++) {
                if (next < places.length && places[next] == i) {
                    next++;
                } else {
                    rest[at++] = rows[i];
                }
            }
            return rest;
        }
    }

    /// A row whose value is missing goes nowhere.
    private record ByValue(Expression value, ByCondition conditions) implements Router {
        @Override
        public void route(Batch batch, int[] cases) {
            var values = value.evaluate(batch);
            int[] present = ErrorRows.MISSING.others(values);
            var ofPresent = new int[present.length];
            conditions.route(Batch.of(present.length == cases.length ? values : values.select(present)), ofPresent);
            Arrays.fill(cases, -1);
            for (int i = 0; i < present.length; i++) {
                cases[present[i]] = ofPresent[i];
            }
        }
    }
}
