package dev.tarn.query.run;

import dev.tarn.model.Path;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Guesses by what to sort from the first value: by its first integer field, otherwise its first float, otherwise its first field
/// that is no time, otherwise by `ts`; what is no record is compared itself.
final class SortKeyGuess {
    private static final Path TIMESTAMP = Path.of("ts");

    private record Leaf(Path path, Type type) {}

    private SortKeyGuess() {}

    /// Returns the key for values that begin with those of a vector.
    static Path of(Vector values) {
        if (!(Value.of(values, 0).type().under() instanceof RecordType record)) {
            return Path.THIS;
        }
        var leaves = new ArrayList<Leaf>();
        collect(record, List.of(), leaves);
        return first(leaves, SortKeyGuess::isInteger)
                .or(() -> first(leaves, type -> type instanceof PrimitiveType primitive && primitive.isFloat()))
                .or(() -> first(leaves, type -> type != PrimitiveType.TIME))
                .orElse(TIMESTAMP);
    }

    private static boolean isInteger(Type type) {
        return type instanceof PrimitiveType primitive && primitive.isInteger()
                && primitive != PrimitiveType.TIME && primitive != PrimitiveType.DURATION;
    }

    private static Optional<Path> first(List<Leaf> leaves, Predicate<Type> condition) {
        return leaves.stream().filter(leaf -> condition.test(leaf.type().under())).findFirst().map(Leaf::path);
    }

    private static void collect(RecordType record, List<String> prefix, List<Leaf> leaves) {
        for (var field : record.fields()) {
            var names = new ArrayList<>(prefix);
            names.add(field.name());
            if (field.type().under() instanceof RecordType inner) {
                collect(inner, names, leaves);
            } else {
                leaves.add(new Leaf(new Path(names), field.type()));
            }
        }
    }
}
