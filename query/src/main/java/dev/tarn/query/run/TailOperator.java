package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/// Passes the last rows on, of each instance of a scope.
final class TailOperator extends CollectingOperator {
    private final long limit;
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private long rows;

    TailOperator(long limit) {
        this.limit = limit;
    }

    @Override
    void collect(Batch batch) {
        batches.add(batch);
        rows += batch.length();
        while (batch.scope().isNone() && rows - batches.peek().length() >= limit) {
            rows -= batches.poll().length();
        }
    }

    @Override
    void complete() {
        var taken = new Instances();
        var kept = new ArrayDeque<Batch>();
        while (!batches.isEmpty()) {
            var batch = batches.pollLast();
            var passed = new int[batch.length()];
            int from = passed.length;
            for (int row = passed.length - 1; row >= 0; row--) {
                int instance = Instances.of(batch, row);
                long before = taken.get(instance);
                if (before < limit) {
                    taken.set(instance, before + 1);
                    passed[--from] = row;
                }
            }
            if (from == 0) {
                kept.push(batch);
            } else if (from < passed.length) {
                kept.push(batch.select(Arrays.copyOfRange(passed, from, passed.length)));
            }
        }
        batches.addAll(kept);
    }

    @Override
    Optional<Batch> give(int maxRows) {
        var next = batches.poll();
        if (next != null && next.length() > maxRows) {
            batches.push(next.slice(maxRows, next.length()));
            next = next.slice(0, maxRows);
        }
        return Optional.ofNullable(next);
    }

    @Override
    void clear() {
        batches.clear();
        rows = 0;
    }
}
