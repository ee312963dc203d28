package dev.tarn.query.run;

import dev.tarn.model.RowComparison;
import dev.tarn.model.SortKey;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.plan.SortTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Sorted runs of values on disk, and the merge of them: where keys are equal, an earlier run comes first.
final class SortRuns implements AutoCloseable {
    // More files than this are merged into one before the next is begun, so that their number stays bounded.
    private static final int MAX_RUNS = 32;

    private final List<SortTerm> terms;
    private final List<Expression> keys;
    private final List<SpillFile> files = new ArrayList<>();
    private Optional<Merge> merge = Optional.empty();

    /// Begins without runs.
    ///
    /// @param keys the keys of the terms, which depend on nothing but the row
    SortRuns(List<SortTerm> terms, List<Expression> keys) {
        this.terms = List.copyOf(terms);
        this.keys = List.copyOf(keys);
    }

    /// Returns whether there is none.
    boolean isEmpty() {
        return files.isEmpty();
    }

    /// Writes a run.
    ///
    /// @param order the rows in their order
    void add(RowStore rows, int[] order) {
        if (files.size() == MAX_RUNS) {
            mergeAll();
        }
        var file = SpillFile.create();
        files.add(file);
        for (int from = 0; from < order.length; from += Vector.BATCH_ROWS) {
            file.write(rows.gather(order, from, Math.min(order.length, from + Vector.BATCH_ROWS)));
        }
    }

    private void mergeAll() {
        var merged = SpillFile.create();
        var all = new Merge();
        for (var batch = all.next(Vector.BATCH_ROWS); batch.isPresent(); batch = all.next(Vector.BATCH_ROWS)) {
            merged.write(batch.get());
        }
        close();
        files.add(merged);
    }

    /// Returns the next values of all runs together, at most so many; empty at the end. No run is added any more then.
    Optional<Batch> next(int maxRows) {
        if (merge.isEmpty()) {
            merge = Optional.of(new Merge());
        }
        return merge.get().next(maxRows).map(Batch::of);
    }

    /// Frees the files. May be called twice.
    @Override
    public void close() {
        files.forEach(SpillFile::close);
        files.clear();
        merge = Optional.empty();
    }

    /// The values of a run from which rows are being taken, and their keys.
    private final class Head {
        private final SpillFile.Reader reader;
        private Vector values;
        private final Vector[] ofTerms = new Vector[terms.size()];
        private final boolean[][] nulls = new boolean[terms.size()][];
        private int next;
        private boolean ended;

        Head(SpillFile.Reader reader, Vector none) {
            this.reader = reader;
            this.values = none;
        }

        /// Takes the next batch of the run; notes when there is none.
        void refill() {
            var batch = reader.next();
            ended = batch.isEmpty();
            next = 0;
            if (ended) {
                return;
            }
            values = batch.get();
            for (int term = 0; term < ofTerms.length; term++) {
                ofTerms[term] = SortColumn.withoutMissing(keys.get(term).evaluate(Batch.of(values)));
                nulls[term] = NullsLastOperator.nulls(ofTerms[term]);
            }
        }
    }

    private final class Merge {
        private final List<Head> heads = new ArrayList<>();
        // By term and the numbers of two heads; made when rows of both first meet.
        private final RowComparison[][][] comparisons = new RowComparison[terms.size()][files.size()][files.size()];

        Merge() {
            for (var file : files) {
                heads.add(new Head(file.read(), Constant.nulls(PrimitiveType.NULL, 0)));
                heads.getLast().refill();
            }
        }

        Optional<Vector> next(int maxRows) {
            var headOf = new int[maxRows];
            var rowOf = new int[maxRows];
            int count = 0;
            int least = least();
            boolean usedUp = false;
            // A batch that is used up is needed until its rows were put together.
            while (least >= 0 && count < maxRows && !usedUp) {
                var head = heads.get(least);
                headOf[count] = least;
                rowOf[count++] = head.next++;
                usedUp = head.next == head.values.length();
                least = usedUp ? least : least();
            }
            if (count == 0) {
                return Optional.empty();
            }
            var values = assemble(Arrays.copyOf(headOf, count), rowOf);
            if (usedUp) {
                heads.get(least).refill();
                forget(least);
            }
            return Optional.of(values);
        }

        private void forget(int head) {
            for (var ofTerm : comparisons) {
                Arrays.fill(ofTerm[head], null);
                for (var ofHead : ofTerm) {
                    ofHead[head] = null;
                }
            }
        }

        private int least() {
            int least = -1;
            for (int i = 0; i < heads.size(); i++) {
                if (!heads.get(i).ended && (least < 0 || compare(i, least) < 0)) {
                    least = i;
                }
            }
            return least;
        }

        private int compare(int a, int b) {
            var first = heads.get(a);
            var second = heads.get(b);
            for (int term = 0; term < terms.size(); term++) {
                boolean firstNull = first.nulls[term][first.next];
                boolean secondNull = second.nulls[term][second.next];
                if (firstNull != secondNull) {
                    return firstNull == terms.get(term).nullsFirst() ? -1 : 1;
                }
                if (!firstNull) {
                    int order = comparison(term, a, b).compare(first.next, second.next);
                    if (order != 0) {
                        return order;
                    }
                }
            }
            return 0;
        }

        private RowComparison comparison(int term, int a, int b) {
            var known = comparisons[term][a][b];
            if (known == null) {
                var direction = terms.get(term).descending() ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING;
                var nulls = terms.get(term).nullsFirst() ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST;
                known = ValueOrder.of(direction, nulls).between(heads.get(a).ofTerms[term], heads.get(b).ofTerms[term]);
                comparisons[term][a][b] = known;
            }
            return known;
        }

        private Vector assemble(int[] headOf, int[] rowOf) {
            var assembly = new MixedAssembly(headOf.length);
            for (int head = 0; head < heads.size(); head++) {
                var places = new int[headOf.length];
                var rows = new int[headOf.length];
                int count = 0;
                for (int i = 0; i < headOf.length; i++) {
                    if (headOf[i] == head) {
                        places[count] = i;
                        rows[count++] = rowOf[i];
                    }
                }
                if (count > 0) {
                    assembly.put(heads.get(head).values.select(Arrays.copyOf(rows, count)), Arrays.copyOf(places, count));
                }
            }
            return assembly.build();
        }
    }
}
