package dev.tarn.bpf.event;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Validity;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stack that an event refers to, as the names of its frames, leaf first.
final class StackColumn extends Column {
    private final Stacks.Store store;
    private final LongColumn key;
    private final Optional<LongColumn> pid;

    /// @param pid the process whose stack it is; none for one of the kernel
    StackColumn(Stacks.Store store, LongColumn key, Optional<LongColumn> pid) {
        super(new ArrayType(PrimitiveType.STRING));
        this.store = store;
        this.key = key;
        this.pid = pid;
    }

    @Override
    ArrayVector read(EventRows rows, EventContext context) {
        long[] keys = key.values(rows);
        long[] pids = pid.map(column -> column.values(rows)).orElseGet(() -> new long[0]);
        var names = new TextArena(keys.length * 16, keys.length * 16);
        Map<String, Integer> known = new HashMap<>();
        var offsets = new int[keys.length + 1];
        for (int i = 0; i < keys.length; i++) {
            List<String> frames = pids.length == 0
                    ? context.stacks().kernel(store, keys[i])
                    : context.stacks().user(store, keys[i], (int) pids[i]);
            for (var frame : frames) {
                Integer before = known.putIfAbsent(frame, names.count());
                if (before == null) {
                    names.appendValid(frame.getBytes(StandardCharsets.UTF_8));
                } else {
                    names.repeat(before);
                }
            }
            offsets[i + 1] = names.count();
        }
        return new ArrayVector(type(), offsets, names.build(PrimitiveType.STRING, Validity.ALL), keys.length, Validity.ALL);
    }
}
