package dev.tarn.query.run;

import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.Scope;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Runs `over`: takes values apart and, if there is a body, runs it for the elements of each row by itself.
final class Lateral {
    // So many times as large as others may batches of elements be.
    private static final int MAX_UNCUT = 4;

    private final List<Expression> expressions;
    private final List<Expression> locals;
    private final Optional<Body> body;
    private final int batchRows;
    private final boolean onlyElements;

    Lateral(Step.Over over, OperatorFactory factory, int batchRows) {
        expressions = factory.expressions(over.expressions());
        locals = factory.expressions(over.locals());
        body = over.body().map(factory::body);
        this.batchRows = batchRows;
        onlyElements = body.isEmpty() && locals.isEmpty() && expressions.size() == 1;
    }

    /// Returns what becomes of a batch: batches in which the instance of each row is the row of the batch that it is of.
    ///
    /// Scopes of the batches that come out are those of the body, if there is one.
    List<Batch> run(Batch batch) {
        var variables = new ArrayList<Vector>(batch.scope().variables());
        for (var local : locals) {
            variables.add(local.evaluate(withVariables(batch, variables)));
        }
        return run(batch, variables, evaluate(expressions, withVariables(batch, variables)));
    }

    /// Returns what leaves the scope again: batches whose rows belong where the row of the batch belongs that they come from.
    List<Batch> runAndLeave(Batch batch) {
        if (onlyElements && isOutside(batch)) {
            // Nobody asks which row an element is of.
            var values = expressions.getFirst().evaluate(batch);
            if (Elements.areLists(values)) {
                var elements = Elements.ofLists((TypedVector) values);
                return BatchRows.pieces(new Batch(elements, batch.scope(), batch.ordinal()), maxRows(elements.length()));
            }
            return left(run(batch, List.of(), List.of(values)), batch);
        }
        return left(run(batch), batch);
    }

    private static List<Batch> left(List<Batch> results, Batch batch) {
        var left = new ArrayList<Batch>(results.size());
        for (var result : results) {
            var scope = isOutside(batch) ? batch.scope() : batch.scope().select(result.scope().instances());
            left.add(new Batch(result.values(), scope, batch.ordinal()));
        }
        return left;
    }

    // To cut elements into batches is to copy them, so short lists are not cut.
    private int maxRows(int elements) {
        return elements <= MAX_UNCUT * batchRows ? Math.max(elements, batchRows) : batchRows;
    }

    private List<Batch> run(Batch batch, List<Vector> variables, List<Vector> values) {
        var elements = elements(batch, values);
        var scope = elements.scope();
        if (!variables.isEmpty()) {
            scope = scope.withVariables(variables.stream().map(variable -> variable.select(elements.scope().instances())).toList());
        }
        var pieces = BatchRows.pieces(new Batch(elements.values(), scope, batch.ordinal()), maxRows(elements.length()));
        return body.map(b -> b.run(pieces, batch.length(), variables)).orElse(pieces);
    }

    private static Batch elements(Batch batch, List<Vector> values) {
        if (values.size() == 1 && Elements.areLists(values.getFirst())) {
            var lists = (ArrayVector) ((TypedVector) values.getFirst()).flat();
            int[] starts = lists.offsets().length == lists.length() + 1 ? lists.offsets() : Arrays.copyOf(lists.offsets(), lists.length() + 1);
            return new Batch(Elements.ofLists(lists), Scope.of(new Scope.Runs(0, starts), batch.length()));
        }
        var elements = Elements.of(values, batch.length());
        return new Batch(elements.values(), new Scope(elements.rows(), batch.length(), List.of()));
    }

    private static Batch withVariables(Batch batch, List<Vector> variables) {
        var scope = batch.scope();
        return new Batch(batch.values(), scope.withVariables(variables), batch.ordinal());
    }

    private static boolean isOutside(Batch batch) {
        return batch.scope().isNone() && batch.scope().variables().isEmpty();
    }

    private static List<Vector> evaluate(List<Expression> expressions, Batch batch) {
        var values = new ArrayList<Vector>(expressions.size());
        for (var expression : expressions) {
            values.add(expression.evaluate(batch));
        }
        return values;
    }
}
