package dev.tarn.bpf.event;

import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Validity;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A C enum as text: the name of its symbol, or its number where it has none.
final class SymbolColumn extends Column {
    private final Column raw;
    private final Map<Long, String> symbols;

    /// @param raw reads the value, as a vector of longs
    SymbolColumn(Column raw, Map<Long, String> symbols) {
        super(PrimitiveType.STRING);
        this.raw = raw;
        this.symbols = Map.copyOf(symbols);
    }

    @Override
    BytesVector read(EventRows rows, EventContext context) {
        long[] values = ((LongVector) raw.read(rows, context)).values();
        var texts = new TextArena(values.length, 16 * values.length);
        Map<Long, Integer> seen = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            Integer before = seen.putIfAbsent(values[i], i);
            if (before != null) {
                texts.repeat(before);
            } else {
                String name = symbols.getOrDefault(values[i], Long.toString(values[i]));
                texts.appendValid(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return texts.build(type(), Validity.ALL);
    }
}
