package dev.tarn.query.expression;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.ArrayList;
import java.util.List;

/// `map(a, f)`: the elements of arrays and sets put through a function. Empty ones, null and errors stay as they are.
final class MapExpression implements Expression {
    private final Expression list;
    private final Expression body;

    MapExpression(Expression list, Expression body) {
        this.list = list;
        this.body = body;
    }

    @Override
    public Vector evaluate(Batch batch) {
        var lists = list.evaluate(batch);
        return switch (lists) {
            case TypedVector typed -> mapped(typed, batch);
            case Mixed mixed -> {
                var assembly = new MixedAssembly(batch.length());
                int[][] rows = mixed.rowsOfParts();
                for (int part = 0; part < rows.length; part++) {
                    assembly.put(mapped(mixed.parts().get(part), batch.select(rows[part])), rows[part]);
                }
                yield assembly.build();
            }
        };
    }

    private Vector mapped(TypedVector lists, Batch batch) {
        if (lists.type().isError()) {
            return lists;
        }
        var under = lists.type().under();
        if (!(under instanceof ArrayType) && !(under instanceof SetType)) {
            return ErrorValues.on("expected container type, got primitive", batch.values());
        }
        return mapped((ArrayVector) lists.flat(), batch, under instanceof SetType);
    }

    private Vector mapped(ArrayVector lists, Batch batch, boolean sets) {
        var positions = new ArrayList<Integer>();
        var owners = new ArrayList<Integer>();
        var filledRows = new ArrayList<Integer>();
        for (int row = 0; row < lists.length(); row++) {
            int start = lists.offsets()[row];
            int end = lists.isNull(row) ? start : lists.offsets()[row + 1];
            for (int at = start; at < end; at++) {
                positions.add(at);
                owners.add(row);
            }
            if (end > start) {
                filledRows.add(row);
            }
        }
        int[] filled = ints(filledRows);
        if (filled.length == 0) {
            return lists;
        }
        var elements = lists.elements().select(ints(positions));
        var results = body.evaluate(new Batch(elements, batch.scope().select(ints(owners))));
        var offsets = new int[filled.length + 1];
        for (int i = 0; i < filled.length; i++) {
            offsets[i + 1] = offsets[i] + lists.offsets()[filled[i] + 1] - lists.offsets()[filled[i]];
        }
        var assembly = new MixedAssembly(lists.length());
        var maker = new Containers.ListMaker(sets, lists.type(), type -> type);
        assembly.put(Containers.lists(results, offsets, maker), filled);
        var others = Selection.without(filled, lists.length());
        assembly.put(lists.select(others), others);
        return assembly.build();
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
