package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.plan.FieldLayout;
import dev.tarn.query.plan.Step;
import dev.tarn.query.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives fields of records other names, one renaming after another. A field that is not there is not renamed.
final class RenameOperator extends RecordOperator {
    // The new and the old name of each renaming in turn.
    private final Targets targets;
    private final int count;

    RenameOperator(List<Step.Renaming> renamings, OperatorFactory factory) {
        var all = new ArrayList<Target>();
        for (var renaming : renamings) {
            all.add(renaming.to());
            all.add(renaming.from());
        }
        targets = new Targets(all, factory);
        count = renamings.size();
    }

    @Override
    void change(TypedVector values, int[] rows, Batch batch, BatchAssembly result) {
        if (!(values.type().under() instanceof RecordType)) {
            result.put(values, rows);
            return;
        }
        var input = targets.areKnown() || rows.length == batch.length() ? batch : batch.select(rows);
        if (targets.areKnown()) {
            result.put(rename(values, targets.paths()), rows);
            return;
        }
        for (var group : targets.groups(input)) {
            var ofGroup = values.select(group.rows());
            result.put(group.error().<Vector>map(error -> ErrorValues.on("rename: " + error, ofGroup))
                    .orElseGet(() -> rename(ofGroup, group.paths())), BatchAssembly.at(rows, group.rows()));
        }
    }

    private Vector rename(TypedVector values, List<Path> paths) {
        var renamed = values;
        for (int i = 0; i < count; i++) {
            var to = paths.get(2 * i);
            var from = paths.get(2 * i + 1);
            var problem = FieldLayout.renamingProblem(from, to);
            if (problem.isEmpty()) {
                problem = duplicate(renamed.type(), to.names(), from.names());
            }
            if (problem.isPresent()) {
                return ErrorValues.on("rename: " + problem.get(), values);
            }
            renamed = rename(renamed, to.names(), from.names(), true);
        }
        // Records lose their name even if they have none of the fields, as in the reference.
        return renamed.type() instanceof NamedType ? renamed.withType(renamed.type().under()) : renamed;
    }

    /// Returns what is wrong with a renaming in records of a type: the new name is taken.
    private static Optional<String> duplicate(Type type, List<String> to, List<String> from) {
        if (!(type.under() instanceof RecordType record)) {
            return Optional.empty();
        }
        int position = record.indexOf(from.getFirst());
        if (position < 0) {
            return Optional.empty();
        }
        if (from.size() > 1) {
            return duplicate(record.field(position).type(), to.subList(1, to.size()), from.subList(1, from.size()));
        }
        int taken = record.indexOf(to.getFirst());
        return taken < 0 || taken == position
                ? Optional.empty()
                : Optional.of("duplicate field: \"" + to.getFirst() + "\"");
    }

    private static TypedVector rename(TypedVector values, List<String> to, List<String> from, boolean outermost) {
        if (!(values.type().under() instanceof RecordType record)) {
            return values;
        }
        int position = record.indexOf(from.getFirst());
        if (position < 0) {
            return values;
        }
        var fields = new ArrayList<>(record.fields());
        if (from.size() == 1) {
            fields.set(position, new Field(to.getFirst(), record.field(position).type()));
            return values.withType(named(values.type(), new RecordType(fields), outermost));
        }
        var flat = (RecordVector) values.flat();
        var columns = new ArrayList<>(flat.fields());
        var inner = rename(columns.get(position), to.subList(1, to.size()), from.subList(1, from.size()), false);
        columns.set(position, inner);
        fields.set(position, new Field(from.getFirst(), inner.type()));
        return new RecordVector(named(values.type(), new RecordType(fields), outermost), columns, flat.length(), flat.validity());
    }

    /// A record inside keeps its name, as in the reference.
    private static Type named(Type before, RecordType after, boolean outermost) {
        return before instanceof NamedType named && !outermost
                ? new NamedType(named.name(), named(named.type(), after, false))
                : after;
    }
}
