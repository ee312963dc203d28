package dev.tarn.query.run;

import dev.tarn.model.RowComparison;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Expression;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Several inputs that are sorted by a key as one that is; where keys are equal, in the order of the inputs.
final class MergeInput implements Input {
    private final List<? extends Input> inputs;
    private final Expr key;
    private final OperatorFactory factory;
    private final Head[] heads;
    private final RowComparison[][] comparisons;
    private Optional<Expression> keys = Optional.empty();

    /// The batch of an input that rows are being taken of.
    private static final class Head {
        private final Batch batch;
        private final Vector keys;
        private int next;

        Head(Batch batch, Vector keys) {
            this.batch = batch;
            this.keys = keys;
        }
    }

    MergeInput(List<? extends Input> inputs, Expr key, OperatorFactory factory) {
        this.inputs = List.copyOf(inputs);
        this.key = key;
        this.factory = factory;
        this.heads = new Head[inputs.size()];
        this.comparisons = new RowComparison[inputs.size()][inputs.size()];
    }

    @Override
    public Optional<Batch> poll() {
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] == null && !take(i)) {
                return Optional.empty();
            }
        }
        return merge();
    }

    /// Takes the next batch of an input; returns false if it has to be waited for.
    private boolean take(int number) {
        var batch = inputs.get(number).poll();
        if (batch.isEmpty()) {
            return inputs.get(number).isEnded();
        }
        if (keys.isEmpty()) {
            keys = Optional.of(factory.expression(key));
        }
        heads[number] = new Head(batch.get(), keys.get().evaluate(batch.get()));
        for (int i = 0; i < heads.length; i++) {
            comparisons[number][i] = null;
            comparisons[i][number] = null;
        }
        return true;
    }

    /// Gives rows until a batch of an input is used up.
    private Optional<Batch> merge() {
        var inputOf = new int[64];
        var rowOf = new int[64];
        int count = 0;
        for (boolean full = true; full && count < Vector.BATCH_ROWS; count++) {
            int least = least();
            if (least < 0) {
                break;
            }
            if (count == inputOf.length) {
                inputOf = Arrays.copyOf(inputOf, count * 2);
                rowOf = Arrays.copyOf(rowOf, count * 2);
            }
            var head = heads[least];
            inputOf[count] = least;
            rowOf[count] = head.next++;
            full = head.next < head.batch.length();
        }
        if (count == 0) {
            return Optional.empty();
        }
        var merged = assemble(Arrays.copyOf(inputOf, count), rowOf);
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] != null && heads[i].next == heads[i].batch.length()) {
                heads[i] = null;
            }
        }
        return Optional.of(merged);
    }

    private int least() {
        int least = -1;
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] != null && (least < 0 || compare(i, least) < 0)) {
                least = i;
            }
        }
        return least;
    }

    private int compare(int a, int b) {
        var first = heads[a];
        var second = heads[b];
        int order = Integer.compare(Instances.of(first.batch, first.next), Instances.of(second.batch, second.next));
        if (order != 0) {
            return order;
        }
        if (comparisons[a][b] == null) {
            comparisons[a][b] = ValueOrder.NULLS_LAST.between(first.keys, second.keys);
        }
        return comparisons[a][b].compare(first.next, second.next);
    }

    private Batch assemble(int[] inputOf, int[] rowOf) {
        var assembly = new MixedAssembly(inputOf.length);
        var instances = new int[inputOf.length];
        for (int number = 0; number < heads.length; number++) {
            var places = new int[inputOf.length];
            var rows = new int[inputOf.length];
            int count = 0;
            for (int i = 0; i < inputOf.length; i++) {
                if (inputOf[i] == number) {
                    places[count] = i;
                    rows[count++] = rowOf[i];
                    instances[i] = Instances.of(heads[number].batch, rowOf[i]);
                }
            }
            if (count > 0) {
                assembly.put(heads[number].batch.values().select(Arrays.copyOf(rows, count)), Arrays.copyOf(places, count));
            }
        }
        return new Batch(assembly.build(), factory.frame().of(instances), Exchange.LATE);
    }

    @Override
    public boolean isEnded() {
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] != null || !inputs.get(i).isEnded()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long mark() {
        return isEnded() ? Long.MAX_VALUE : Exchange.LATE;
    }

    @Override
    public void close() {
        inputs.forEach(Input::close);
    }

    @Override
    public void setConsumer(Task task) {
        inputs.forEach(input -> input.setConsumer(task));
    }

    @Override
    public void reset() {
        Arrays.fill(heads, null);
        inputs.forEach(Input::reset);
    }
}
