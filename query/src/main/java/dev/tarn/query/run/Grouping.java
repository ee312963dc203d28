package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.Scope;
import dev.tarn.query.aggregate.Accumulator;
import dev.tarn.query.aggregate.Aggregates;
import dev.tarn.query.aggregate.GroupTable;
import dev.tarn.query.aggregate.Places;
import dev.tarn.query.aggregate.ValueLimit;
import dev.tarn.query.expression.Expression;
import dev.tarn.query.expression.Predicate;
import dev.tarn.query.plan.Aggregation;
import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The groups of a `summarize` and the state of its aggregates.
///
/// In a scope the instance of a row is its first key, or what it is grouped by if there are no others.
final class Grouping {
    private static final RowGroups FIRST = new RowGroups.First();

    // What an aggregate without an argument is given, which is `count` alone: to it one row is as good as another.
    private static final FlatVector NULL = Constant.nulls(PrimitiveType.NULL, 1).one();

    private final ScopeFrame frame;
    private final ValueLimit limit;
    private final int width;
    private final List<Expression> keys;
    private final List<Aggregated> aggregated;
    private final RecordLayout resultLayout;
    private final RecordLayout partialLayout;
    private Optional<GroupTable> table = Optional.empty();
    private final List<Accumulator> accumulators;
    private int size;
    // In a scope without keys.
    private final InstanceGroups instanceGroups = new InstanceGroups();

    /// What is aggregated: the values of an expression, where a condition is true.
    private record Aggregated(String name, Optional<Expression> argument, Optional<Predicate> where) {}

    Grouping(Step.Summarize step, OperatorFactory factory) {
        frame = factory.frame();
        limit = factory.options().valueLimit();
        width = step.keys().size();
        boolean merges = step.part() == Step.Part.FINAL;
        keys = merges ? List.of() : factory.expressions(step.keys().stream().map(key -> key.value()).toList());
        aggregated = new ArrayList<>();
        for (var aggregation : step.aggregations()) {
            var call = aggregation.call();
            aggregated.add(merges
                    ? new Aggregated(call.name(), Optional.empty(), Optional.empty())
                    : new Aggregated(call.name(), call.argument().map(factory::expression), call.where().map(factory::predicate)));
        }
        resultLayout = new RecordLayout(resultPaths(step));
        partialLayout = new RecordLayout(partialPaths(step));
        accumulators = new ArrayList<>();
        for (var one : aggregated) {
            accumulators.add(Aggregates.accumulator(one.name(), limit));
        }
    }

    private static List<Path> resultPaths(Step.Summarize step) {
        var paths = new ArrayList<Path>();
        step.keys().forEach(key -> paths.add(key.target().path().orElseThrow()));
        step.aggregations().stream().map(Aggregation::field).forEach(paths::add);
        return paths;
    }

    private static List<Path> partialPaths(Step.Summarize step) {
        var paths = new ArrayList<Path>();
        for (int i = 0; i < step.keys().size() + step.aggregations().size(); i++) {
            paths.add(Path.of("c" + i));
        }
        return paths;
    }

    /// Forgets all groups.
    void clear() {
        table = Optional.empty();
        size = 0;
        instanceGroups.clear();
        for (int i = 0; i < aggregated.size(); i++) {
            if (!accumulators.get(i).clear()) {
                accumulators.set(i, Aggregates.accumulator(aggregated.get(i).name(), limit));
            }
        }
    }

    /// Returns the number of groups.
    int size() {
        return size;
    }

    /// Returns about how many bytes the groups take.
    long sizeBytes() {
        long bytes = table.map(GroupTable::sizeBytes).orElse(0L) + instanceGroups.sizeBytes();
        for (var accumulator : accumulators) {
            bytes += accumulator.sizeBytes();
        }
        return bytes;
    }

    /// Takes the rows of a batch. One that has a quiet error for a key is in no group.
    ///
    /// @param firstPlace the place of the first row in the order of the source
    void add(Batch batch, long firstPlace) {
        if (keys.isEmpty() && batch.scope().isNone()) {
            if (size == 0) {
                setSize(1);
            }
            accumulate(batch, FIRST, Places.from(firstPlace));
        } else {
            var keyed = keyed(batch, firstPlace);
            accumulate(keyed.rows(), rowGroups(keyed.rows(), keyed.columns()), keyed.places());
        }
    }

    /// Returns what [#partials] would give if each row of a batch were a group of its own. There must be no groups, and are none after.
    Vector ungrouped(Batch batch, long firstPlace) {
        var keyed = keyed(batch, firstPlace);
        int length = keyed.rows().length();
        var groups = new int[length];
        for (int row = 0; row < length; row++) {
            groups[row] = row;
        }
        accumulators.forEach(accumulator -> accumulator.grow(length));
        accumulate(keyed.rows(), new RowGroups.Each(groups), keyed.places());
        var columns = new ArrayList<>(keyed.columns());
        accumulators.forEach(accumulator -> columns.add(accumulator.partials(0, length)));
        clear();
        return partialLayout.make(columns, length);
    }

    private void accumulate(Batch rows, RowGroups groups, Places places) {
        for (int i = 0; i < accumulators.size(); i++) {
            add(aggregated.get(i), accumulators.get(i), rows, groups, places);
        }
    }

    /// Rows with their keys and places.
    private record Keyed(Batch rows, List<Vector> columns, Places places) {}

    private Keyed keyed(Batch batch, long firstPlace) {
        var columns = new ArrayList<Vector>(keys.size());
        for (var key : keys) {
            columns.add(key.evaluate(batch));
        }
        var rows = batch;
        var places = Places.from(firstPlace);
        for (int i = 0; i < columns.size(); i++) {
            if (ErrorRows.QUIET.isPossible(columns.get(i))) {
                int[] kept = ErrorRows.QUIET.others(columns.get(i));
                if (kept.length < rows.length()) {
                    columns.replaceAll(column -> column.select(kept));
                    rows = rows.select(kept);
                    places = places.select(kept);
                }
            }
        }
        return new Keyed(rows, columns, places);
    }

    private RowGroups rowGroups(Batch batch, List<Vector> columns) {
        var runs = batch.scope().runs();
        if (!columns.isEmpty() || runs.isEmpty()) {
            return new RowGroups.Each(groups(batch, columns));
        }
        var groups = instanceGroups.ofRuns(runs.get(), batch.scope().count());
        setSize(instanceGroups.size());
        return groups;
    }

    private int[] groups(Batch batch, List<Vector> columns) {
        int length = batch.length();
        if (columns.isEmpty()) {
            int[] groups = batch.scope().isNone() ? new int[length] : instanceGroups.ofRows(batch.scope());
            setSize(batch.scope().isNone() ? 1 : instanceGroups.size());
            return groups;
        }
        if (!batch.scope().isNone()) {
            columns.addFirst(instances(batch.scope(), length));
        }
        var known = table.orElseGet(() -> new GroupTable(columns.size()));
        table = Optional.of(known);
        int[] groups = known.find(columns, length);
        setSize(known.size());
        return groups;
    }

    private void setSize(int groups) {
        size = groups;
        for (var accumulator : accumulators) {
            accumulator.grow(groups);
        }
    }

    private static Vector instances(Scope scope, int length) {
        var instances = new long[length];
        for (int row = 0; row < length; row++) {
            instances[row] = scope.instances()[row];
        }
        return new LongVector(PrimitiveType.INT64, instances);
    }

    private static void add(Aggregated what, Accumulator accumulator, Batch batch, RowGroups groups, Places places) {
        if (groups == FIRST && what.argument().isEmpty()) {
            int count = what.where().isPresent() ? what.where().get().trueCount(batch) : batch.length();
            accumulator.addAll(0, new Constant(NULL, count), places);
            return;
        }
        var rows = batch;
        var groupOfRow = groups;
        var placeOfRow = places;
        if (what.where().isPresent()) {
            int[] chosen = what.where().get().trueRows(batch);
            if (chosen.length == 0) {
                return;
            }
            if (chosen.length < batch.length()) {
                rows = batch.select(chosen);
                groupOfRow = groups.select(chosen);
                placeOfRow = places.select(chosen);
            }
        }
        if (what.argument().isEmpty()) {
            groupOfRow.add(accumulator, new Constant(NULL, rows.length()), placeOfRow);
            return;
        }
        var values = what.argument().get().evaluate(rows);
        if (ErrorRows.MISSING.isPossible(values)) {
            int[] present = ErrorRows.MISSING.others(values);
            if (present.length < values.length()) {
                values = values.select(present);
                groupOfRow = groupOfRow.select(present);
                placeOfRow = placeOfRow.select(present);
            }
        }
        if (values.length() > 0) {
            groupOfRow.add(accumulator, values, placeOfRow);
        }
    }

    /// Takes partial results that [#partials] of another grouping gave.
    ///
    /// @return the group of each row; new ones have the next numbers, in the order of rows
    int[] merge(Batch batch) {
        var columns = new ArrayList<Vector>();
        for (int i = 0; i < width; i++) {
            columns.add(RecordColumns.column(batch.values(), i));
        }
        int[] groups = groups(batch, columns);
        for (int i = 0; i < accumulators.size(); i++) {
            accumulators.get(i).merge(groups, RecordColumns.column(batch.values(), width + i));
        }
        return groups;
    }

    /// Returns the state of some groups as records that can be written down.
    Vector partials(int from, int to) {
        return partialLayout.make(columns(from, to, true), to - from);
    }

    /// Returns the results of some groups.
    Batch results(int from, int to) {
        var values = resultLayout.make(columns(from, to, false), to - from);
        return new Batch(values, frame.of(instances(from, to)));
    }

    private List<Vector> columns(int from, int to, boolean partial) {
        var columns = new ArrayList<Vector>();
        int firstKey = frame.isNone() ? 0 : 1;
        for (int i = 0; i < width; i++) {
            columns.add(table.orElseThrow().column(firstKey + i, from, to));
        }
        for (var accumulator : accumulators) {
            columns.add(partial ? accumulator.partials(from, to) : accumulator.results(from, to));
        }
        return columns;
    }

    private int[] instances(int from, int to) {
        if (frame.isNone()) {
            return new int[0];
        }
        if (width == 0) {
            return instanceGroups.instances(from, to);
        }
        long[] column = ((LongVector) ((TypedVector) table.orElseThrow().column(0, from, to)).flat()).values();
        var instances = new int[to - from];
        for (int i = 0; i < instances.length; i++) {
            instances[i] = (int) column[i];
        }
        return instances;
    }
}
