package dev.tarn.query.run;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.expression.Predicate;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
        return choice.value().<Router>map(value -> new ByValue(factory.expression(value), constants(), fallback()))
                .orElseGet(() -> new ByCondition(conditions(), fallback()));
    }

    private int fallback() {
        for (int i = 0; i < choice.cases().size(); i++) {
            if (choice.cases().get(i).match().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private List<Optional<Value>> constants() {
        var constants = new ArrayList<Optional<Value>>();
        for (var one : choice.cases()) {
            constants.add(one.match().map(match -> ((Expr.Literal) match).value()));
        }
        return constants;
    }

    private List<Optional<Predicate>> conditions() {
        var conditions = new ArrayList<Optional<Predicate>>();
        for (var one : choice.cases()) {
            conditions.add(one.match().map(factory::predicate));
        }
        return conditions;
    }

    private record ByCondition(List<Optional<Predicate>> conditions, int fallback) implements Router {
        @Override
        public void route(Batch batch, int[] cases) {
            Arrays.fill(cases, fallback);
            var open = new int[cases.length];
            Arrays.setAll(open, row -> row);
            for (int number = 0; number < conditions.size() && open.length > 0; number++) {
                if (conditions.get(number).isPresent()) {
                    int[] chosen = conditions.get(number).get().trueRows(batch.select(open));
                    for (int place : chosen) {
                        cases[open[place]] = number;
                    }
                    open = without(open, chosen);
                }
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

    private record ByValue(Expression value, List<Optional<Value>> constants, int fallback) implements Router {
        @Override
        public void route(Batch batch, int[] cases) {
            var values = value.evaluate(batch);
            for (int row = 0; row < cases.length; row++) {
                cases[row] = find(Value.of(values, row));
            }
        }

        /// Of equal constants the last counts, as in the reference.
        private int find(Value wanted) {
            for (int number = constants.size() - 1; number >= 0; number--) {
                if (constants.get(number).isPresent() && matches(constants.get(number).get(), wanted)) {
                    return number;
                }
            }
            return fallback;
        }

        private static boolean matches(Value constant, Value value) {
            if (constant.isNull() || value.isNull()) {
                return constant.isNull() && value.isNull()
                        && (constant.type() == PrimitiveType.NULL || sameType(constant, value));
            }
            return sameType(constant, value) && Arrays.equals(constant.body(), value.body());
        }

        private static boolean sameType(Value a, Value b) {
            return a.type().under().equals(b.type().under());
        }
    }
}
