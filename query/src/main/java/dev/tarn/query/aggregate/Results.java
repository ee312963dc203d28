package dev.tarn.query.aggregate;

import dev.tarn.model.Value;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.BodyEncoder;
import dev.tarn.model.vector.ByteBuilder;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.MixedBuilder;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.ErrorValues;
import java.util.ArrayList;
import java.util.List;

/// Builds the results of an aggregate whose results are lists of records, or errors.
final class Results {
    private final MixedBuilder elements = new MixedBuilder();
    private final List<Integer> counts = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int count;

    /// Appends a record to the list of the group at hand.
    void append(List<String> names, List<Value> values) {
        var fields = new ArrayList<Field>(names.size());
        var body = new ByteBuilder();
        for (int i = 0; i < names.size(); i++) {
            fields.add(new Field(names.get(i), values.get(i).type()));
            if (values.get(i).isNull()) {
                body.put(0);
            } else {
                byte[] inner = values.get(i).body();
                body.putUvarint(inner.length + 1L);
                body.put(inner);
            }
        }
        elements.append(new RecordType(fields), body.array(), 0, body.length());
        count++;
    }

    /// Ends the list of a group.
    ///
    /// @param error what the result is instead of the list; empty if nothing is wrong
    void end(String error) {
        counts.add(count);
        errors.add(error);
        count = 0;
    }

    /// Returns the results: null where a list is empty.
    Vector build() {
        int[] lengths = counts.stream().mapToInt(Integer::intValue).toArray();
        Vector lists = elements.length() == 0
                ? Constant.nulls(PrimitiveType.NULL, lengths.length)
                : Lists.nullUnlessCounted(Lists.arrays(elements.build(), Lists.starts(lengths), lengths), lengths);
        return errors.stream().allMatch(String::isEmpty) ? lists : withErrors(lists);
    }

    private Vector withErrors(Vector lists) {
        var assembly = new MixedAssembly(errors.size());
        for (int i = 0; i < errors.size(); i++) {
            int[] row = {i};
            assembly.put(errors.get(i).isEmpty() ? lists.select(row) : ErrorValues.of(errors.get(i)).toVector(), row);
        }
        return assembly.build();
    }

    /// Returns values one after another.
    static Vector of(List<Value> values) {
        var builder = new MixedBuilder();
        for (var value : values) {
            builder.append(value.type(), BodyEncoder.of(value.toVector()), 0);
        }
        return builder.build();
    }
}
