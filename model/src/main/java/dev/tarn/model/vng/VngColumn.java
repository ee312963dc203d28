package dev.tarn.model.vng;

import dev.tarn.model.Value;
import dev.tarn.model.type.Type;
import java.util.List;
import java.util.Optional;

/// What the metadata of a VNG file says about the values of one type, and the columns inside them.
sealed interface VngColumn {
    /// Returns the number of values, null ones included.
    long length();

    /// Returns the number of values of the longest column inside, at least [#length()].
    default long longest() {
        return switch (this) {
            case Records records -> records.fields().stream().mapToLong(field -> field.values().longest()).reduce(length(), Math::max);
            case Arrays arrays -> Math.max(length(), arrays.elements().longest());
            case Maps maps -> Math.max(length(), Math.max(maps.keys().longest(), maps.values().longest()));
            case Unions unions -> unions.members().stream().mapToLong(VngColumn::longest).reduce(length(), Math::max);
            case Named named -> named.values().longest();
            case Errors errors -> errors.wrapped().longest();
            case Nulls nulls -> Math.max(length(), nulls.values().longest());
            case Same _, Primitives _ -> length();
            case Variant variant -> variant.types().stream().mapToLong(VngColumn::longest).reduce(length(), Math::max);
        };
    }

    /// Records: a column per field.
    record Records(long length, List<Field> fields) implements VngColumn {}

    /// A field of records.
    record Field(String name, VngColumn values) {}

    /// Arrays or sets: how many elements each has, and all elements in a row.
    record Arrays(boolean sets, long length, Segment lengths, VngColumn elements) implements VngColumn {}

    /// Maps: how many entries each has, and all keys and values in a row.
    record Maps(long length, Segment lengths, VngColumn keys, VngColumn values) implements VngColumn {}

    /// Union values: which member each belongs to, and a column per member.
    record Unions(long length, Segment tags, List<VngColumn> members) implements VngColumn {}

    /// Values of a named type.
    record Named(String name, VngColumn values) implements VngColumn {
        @Override
        public long length() {
            return values.length();
        }
    }

    /// Errors: what they wrap.
    record Errors(VngColumn wrapped) implements VngColumn {
        @Override
        public long length() {
            return wrapped.length();
        }
    }

    /// Values among nulls: how many values, nulls, values and so on follow each other; there is at least one null.
    record Nulls(Segment runs, VngColumn values, long count) implements VngColumn {
        @Override
        public long length() {
            return count + values.length();
        }
    }

    /// One value, repeated.
    record Same(Value value, long length) implements VngColumn {}

    /// Primitive values, none of them null; as positions in a dictionary if there is one.
    record Primitives(
            Type type, Segment location, List<Entry> dictionary, Optional<Value> min, Optional<Value> max, long length)
            implements VngColumn {}

    /// A value of a dictionary and how often it occurs.
    record Entry(Value value, long count) {}

    /// Values of different types, only as the outermost column: which type each has, and a column per type.
    record Variant(Segment tags, List<VngColumn> types, long length) implements VngColumn {}
}
