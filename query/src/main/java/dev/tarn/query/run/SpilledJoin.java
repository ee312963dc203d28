package dev.tarn.query.run;

import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Joins what is on disk, file by file: rows of the other side become a table, and those of the kept side are looked up in it.
///
/// Where the rows of the other side do not fit into memory both files are divided by the next digit of the hash. If that is of no use,
/// because most of the rows have one key, the table is made of as many rows as fit, and the kept side is read once for each.
final class SpilledJoin implements AutoCloseable {
    // A file with more than this share of the rows it was divided from is not divided again.
    private static final double SKEWED = 0.75;

    private final Step.Join.Style style;
    private final boolean asBodies;
    private final JoinedRecords records;
    private final long budgetBytes;
    private final int width;
    private final Runnable cancellation;
    private final ArrayDeque<Work> work = new ArrayDeque<>();
    private final List<KeyPartitions> owned = new ArrayList<>();
    private Optional<Pass> pass = Optional.empty();
    private Optional<Numbered> current = Optional.empty();
    private long[] numbers = new long[0];

    /// A file of each side, whose rows have the same digits.
    private record Work(SpillFile other, long otherBytes, boolean fits, SpillFile kept, int depth, boolean isSkewed) {}

    private record Numbered(JoinedBatch batch, long[] numbers) {}

    /// Begins with the files of both sides.
    ///
    /// @param others the files of the other side, which stay open
    /// @param kept the files of the kept side, with columns for key, number (if rows have numbers) and value
    /// @param budgetBytes how much memory a table may take
    /// @param cancellation called now and then to see whether to go on
    SpilledJoin(KeyPartitions others, KeyPartitions kept, boolean isNumbered, Step.Join join, long budgetBytes,
            Runnable cancellation) {
        style = join.style();
        asBodies = join.kept().all();
        records = new JoinedRecords(join.kept());
        this.budgetBytes = budgetBytes;
        this.cancellation = cancellation;
        width = isNumbered ? 3 : 2;
        owned.add(kept);
        add(others, kept, 0, Long.MAX_VALUE);
    }

    private void add(KeyPartitions others, KeyPartitions kept, int depth, long bytesBefore) {
        for (int file = 0; file < KeyPartitions.COUNT; file++) {
            if (kept.file(file).isPresent()) {
                // Without rows on the other side there is an empty file of them.
                long bytes = others.sizeBytes(file);
                boolean fits = others.isSmall(file, budgetBytes);
                work.add(new Work(others.open(file), bytes, fits, kept.open(file), depth, bytes > SKEWED * bytesBefore));
            }
        }
    }

    /// Returns the next values, at most so many; empty at the end.
    Optional<Vector> next(int limit) {
        while (true) {
            cancellation.run();
            if (current.isPresent()) {
                var batch = current.get().batch();
                var values = batch.next(limit);
                if (values.isPresent()) {
                    numbers = numbers(current.get().numbers(), batch.rows());
                    return values;
                }
                current = Optional.empty();
            } else if (pass.isPresent()) {
                current = pass.get().next();
                if (current.isEmpty()) {
                    pass = pass.get().following();
                }
            } else if (work.isEmpty()) {
                return Optional.empty();
            } else {
                begin(work.poll());
            }
        }
    }

    private static long[] numbers(long[] ofBatch, int[] rows) {
        if (ofBatch.length == 0) {
            return ofBatch;
        }
        var numbers = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            numbers[i] = ofBatch[rows[i]];
        }
        return numbers;
    }

    /// Returns the number of the kept side's row for each of the values returned last; none if they have no numbers.
    long[] numbers() {
        return numbers;
    }

    private void begin(Work next) {
        if (next.fits() || next.isSkewed() || !KeyPartitions.isDivisible(next.depth() + 1)) {
            pass = Optional.of(new Pass(next, next.other().read(), !next.fits()));
            return;
        }
        var others = divided(next.other(), next.depth() + 1, 2);
        var kept = divided(next.kept(), next.depth() + 1, width);
        next.kept().close();
        add(others, kept, next.depth() + 1, next.otherBytes());
    }

    private KeyPartitions divided(SpillFile file, int depth, int columns) {
        var partitions = new KeyPartitions(depth, columns);
        owned.add(partitions);
        var reader = file.read();
        for (var batch = reader.next(); batch.isPresent(); batch = reader.next()) {
            cancellation.run();
            var ofBatch = new ArrayList<Vector>();
            for (int i = 0; i < columns; i++) {
                ofBatch.add(RecordColumns.column(batch.get(), i));
            }
            partitions.write(ofBatch);
        }
        return partitions;
    }

    /// The kept rows of a file on their way past a table of rows of the other side.
    private final class Pass {
        private final Work of;
        private final SpillFile.Reader others;
        private final SpillFile.Reader kept;
        private final JoinTable table;
        // If there are several tables: the kept rows that one of them had a match for, by their place in the file.
        private final boolean partial;
        private final BitSet matched;
        private final boolean last;
        private int firstRow;

        Pass(Work of, SpillFile.Reader others, boolean partial) {
            this(of, others, partial, new BitSet(), false);
        }

        private Pass(Work of, SpillFile.Reader others, boolean partial, BitSet matched, boolean last) {
            this.of = of;
            this.others = others;
            this.partial = partial;
            this.matched = matched;
            this.last = last;
            kept = of.kept().read();
            table = table();
        }

        private JoinTable table() {
            var rows = new RowsOfOther();
            while (!partial || !rows.isMoreThan(budgetBytes)) {
                cancellation.run();
                var batch = others.next();
                if (batch.isEmpty()) {
                    break;
                }
                rows.append(RecordColumns.column(batch.get(), 0), RecordColumns.column(batch.get(), 1), new int[0]);
            }
            return rows.build(asBodies);
        }

        /// Takes the next batch; empty at the end.
        Optional<Numbered> next() {
            var batch = kept.next();
            if (batch.isEmpty()) {
                return Optional.empty();
            }
            var rows = batch.get();
            var keys = RecordColumns.column(rows, 0);
            var numbersOfRows = width == 2 ? new long[0] : numbers(RecordColumns.column(rows, 1));
            var values = RecordColumns.column(rows, width - 1);
            int first = firstRow;
            firstRow += rows.length();
            int[] groups = table.index().find(keys, new int[0]);
            if (!partial) {
                return Optional.of(new Numbered(new JoinedBatch(values, table, groups, records, style), numbersOfRows));
            }
            return Optional.of(last
                    ? unmatched(values, numbersOfRows, first)
                    : matched(values, numbersOfRows, groups, first));
        }

        private static long[] numbers(Vector column) {
            return ((LongVector) ((TypedVector) column).flat()).values();
        }

        private Numbered matched(Vector values, long[] numbersOfRows, int[] groups, int first) {
            for (int row = 0; row < groups.length; row++) {
                if (groups[row] >= 0) {
                    matched.set(first + row);
                }
            }
            if (style == Step.Join.Style.ANTI) {
                Arrays.fill(groups, -1);
            }
            return new Numbered(new JoinedBatch(values, table, groups, records, Step.Join.Style.INNER), numbersOfRows);
        }

        private Numbered unmatched(Vector values, long[] numbersOfRows, int first) {
            var groups = new int[values.length()];
            int count = 0;
            var rows = new int[groups.length];
            for (int row = 0; row < rows.length; row++) {
                if (!matched.get(first + row)) {
                    rows[count++] = row;
                }
            }
            int[] chosen = Arrays.copyOf(rows, count);
            Arrays.fill(groups, -1);
            return new Numbered(new JoinedBatch(values.select(chosen), table, Arrays.copyOf(groups, count), records, style),
                    SpilledJoin.numbers(numbersOfRows, chosen));
        }

        /// Returns what comes after this pass: one with the next rows of the other side, one with what had no match, or nothing.
        Optional<Pass> following() {
            if (partial && !last) {
                if (others.hasNext()) {
                    return Optional.of(new Pass(of, others, true, matched, false));
                }
                if (style != Step.Join.Style.INNER) {
                    return Optional.of(new Pass(of, others, true, matched, true));
                }
            }
            of.kept().close();
            if (of.depth() > 0) {
                of.other().close();
            }
            return Optional.empty();
        }
    }

    /// Frees the files, but for those of the other side that were there before. May be called twice.
    @Override
    public void close() {
        owned.forEach(KeyPartitions::close);
    }
}
