package dev.tarn.query.expression;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// `{…}`, `[…]`, `|[…]|` and `|{…}|`: values made of the values of expressions.
final class Constructors {
    private Constructors() {}

    private static Vector[] evaluate(List<Expression> expressions, Batch batch) {
        var columns = new Vector[expressions.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = expressions.get(i).evaluate(batch);
        }
        return columns;
    }

    /// Returns `{…}`. A name that comes again keeps its place and takes the later value; a spread of what is no record adds nothing.
    static Expression record(List<Expr.RecordItem> items, List<Expression> values) {
        var maker = new RecordMaker(items);
        return batch -> TypeCombinations.apply(evaluate(values, batch), batch.length(), maker::make);
    }

    /// Makes records of columns; remembers the last type it made, which is as a rule the next one too.
    private static final class RecordMaker {
        private final List<Expr.RecordItem> items;
        private RecordType last = RecordType.EMPTY;

        RecordMaker(List<Expr.RecordItem> items) {
            this.items = items;
        }

        RecordVector make(TypedVector[] columns, int length) {
            var fields = new LinkedHashMap<String, TypedVector>();
            for (int i = 0; i < columns.length; i++) {
                switch (items.get(i)) {
                    case Expr.RecordItem.Named named -> fields.put(named.name(), columns[i]);
                    case Expr.RecordItem.Spread _ -> spread(columns[i], fields);
                }
            }
            return new RecordVector(type(fields), List.copyOf(fields.values()), length, Validity.ALL);
        }

        private static void spread(TypedVector column, LinkedHashMap<String, TypedVector> fields) {
            if (column.type().under() instanceof RecordType record) {
                for (int i = 0; i < record.size(); i++) {
                    fields.put(record.field(i).name(), FieldAccess.column(column, i));
                }
            }
        }

        private RecordType type(LinkedHashMap<String, TypedVector> columns) {
            var fields = new ArrayList<Field>(columns.size());
            columns.forEach((name, column) -> fields.add(new Field(name, column.type())));
            if (!last.fields().equals(fields)) {
                last = new RecordType(fields);
            }
            return last;
        }
    }

    /// Returns `[…]`. A spread of what is neither array nor set adds nothing.
    static Expression array(List<Expr.ListItem> items, List<Expression> values) {
        return batch -> TypeCombinations.apply(
                evaluate(values, batch), batch.length(), (columns, length) -> lists(items, columns, length, false));
    }

    /// Returns `|[…]|`. A spread of what is neither array nor set adds nothing.
    static Expression set(List<Expr.ListItem> items, List<Expression> values) {
        return batch -> TypeCombinations.apply(
                evaluate(values, batch), batch.length(), (columns, length) -> lists(items, columns, length, true));
    }

    private static Vector lists(List<Expr.ListItem> items, TypedVector[] columns, int length, boolean set) {
        var sources = new ArrayList<ElementSource>();
        for (int i = 0; i < columns.length; i++) {
            if (!items.get(i).spread()) {
                sources.add(new ElementSource(columns[i], new int[0]));
            } else if (columns[i].type().under() instanceof ArrayType || columns[i].type().under() instanceof SetType) {
                var array = (ArrayVector) columns[i].flat();
                sources.add(new ElementSource(array.elements(), array.offsets()));
            }
        }
        return splitByEmptySpreads(sources, length, set);
    }

    /// Where elements come from: one per row, or those of an array.
    private record ElementSource(TypedVector values, int[] offsets) {
        boolean isSpread() {
            return offsets.length > 0;
        }

        int start(int row) {
            return isSpread() ? offsets[row] : row;
        }

        int end(int row) {
            return isSpread() ? offsets[row + 1] : row + 1;
        }
    }

    /// Handles together the rows in which the same spreads are empty, because an empty one does not add its type to the union.
    private static Vector splitByEmptySpreads(List<ElementSource> sources, int length, boolean set) {
        var groups = new LinkedHashMap<BitSet, List<Integer>>();
        boolean anySpread = sources.stream().anyMatch(ElementSource::isSpread);
        if (!anySpread) {
            return lists(sources, Selection.all(length), set);
        }
        for (int row = 0; row < length; row++) {
            var filled = new BitSet();
            for (int i = 0; i < sources.size(); i++) {
                filled.set(i, sources.get(i).end(row) > sources.get(i).start(row));
            }
            groups.computeIfAbsent(filled, _ -> new ArrayList<>()).add(row);
        }
        var assembly = new MixedAssembly(length);
        groups.forEach((filled, members) -> {
            int[] rows = members.stream().mapToInt(Integer::intValue).toArray();
            var used = new ArrayList<ElementSource>();
            filled.stream().forEach(i -> used.add(sources.get(i)));
            assembly.put(lists(used, rows, set), rows);
        });
        return assembly.build();
    }

    private static Vector lists(List<ElementSource> sources, int[] rows, boolean set) {
        var types = new LinkedHashSet<Type>();
        for (var source : sources) {
            types.add(source.values().type());
        }
        var elements = new Containers.Elements(Containers.elementType(types), types.size() > 1);
        var offsets = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            for (var source : sources) {
                for (int at = source.start(rows[i]); at < source.end(rows[i]); at++) {
                    elements.append(source.values(), at);
                }
            }
            offsets[i + 1] = elements.length();
        }
        return set
                ? Containers.sets(offsets, elements.build(), rows.length)
                : Containers.arrays(offsets, elements.build(), rows.length);
    }

    /// Returns `|{…}|`, given keys and values in turn.
    static Expression map(List<Expression> keysAndValues) {
        return batch -> keysAndValues.isEmpty()
                ? emptyMaps(batch.length())
                : TypeCombinations.apply(evaluate(keysAndValues, batch), batch.length(), Constructors::maps);
    }

    private static Vector emptyMaps(int length) {
        var nothing = Constant.nulls(PrimitiveType.NULL, 0);
        return new Constant(Containers.maps(new int[2], nothing, nothing, 1), length);
    }

    private static Vector maps(TypedVector[] columns, int length) {
        var keyTypes = new LinkedHashSet<Type>();
        var valueTypes = new LinkedHashSet<Type>();
        for (int i = 0; i < columns.length; i += 2) {
            keyTypes.add(columns[i].type());
            valueTypes.add(columns[i + 1].type());
        }
        var keys = new Containers.Elements(Containers.elementType(keyTypes), keyTypes.size() > 1);
        var values = new Containers.Elements(Containers.elementType(valueTypes), valueTypes.size() > 1);
        var offsets = new int[length + 1];
        for (int row = 0; row < length; row++) {
            for (int i = 0; i < columns.length; i += 2) {
                keys.append(columns[i], row);
                values.append(columns[i + 1], row);
            }
            offsets[row + 1] = keys.length();
        }
        return Containers.maps(offsets, keys.build(), values.build(), length);
    }
}
