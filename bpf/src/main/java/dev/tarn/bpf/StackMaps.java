package dev.tarn.bpf;

import dev.tarn.bpf.event.Stacks;
import dev.tarn.bpf.symbol.Symbolizer;
import dev.tarn.bpf.sys.BpfMap;
import dev.tarn.bpf.sys.MapEntries;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stacks that a tool's programs have kept, named.
final class StackMaps implements Stacks {
    /// struct frames of interval.bpf.h: first(u32) end(u32) address(u64) …
    private static final long FRAMES_FIRST = 0;
    private static final long FRAMES_END = 4;
    private static final long FRAMES_ADDRESSES = 8;

    private final Symbolizer symbolizer;
    private final Optional<BpfMap> stackMap;
    private final Map<Long, long[]> frames = new HashMap<>();

    /// @param stackMap the object's map of kind BPF_MAP_TYPE_STACK_TRACE
    StackMaps(Symbolizer symbolizer, Optional<BpfMap> stackMap) {
        this.symbolizer = symbolizer;
        this.stackMap = stackMap;
    }

    /// Takes the stacks of an interval out of a frames map, and forgets those of the interval before.
    void takeFrames(BpfMap map) {
        frames.clear();
        map.takeAll(this::keep);
    }

    private void keep(MapEntries entries) {
        int room = (int) ((entries.valueBytes() - FRAMES_ADDRESSES) / Long.BYTES);
        for (int i = 0; i < entries.count(); i++) {
            long key = entries.keys().get(ValueLayout.JAVA_LONG, (long) i * entries.keyBytes());
            long value = (long) i * entries.valueBytes();
            int first = Math.clamp(entries.values().get(ValueLayout.JAVA_INT, value + FRAMES_FIRST), 0, room);
            int end = Math.clamp(entries.values().get(ValueLayout.JAVA_INT, value + FRAMES_END), first, room);
            frames.put(key, entries.values()
                    .asSlice(value + FRAMES_ADDRESSES + (long) first * Long.BYTES, (long) (end - first) * Long.BYTES)
                    .toArray(ValueLayout.JAVA_LONG));
        }
    }

    private long[] addresses(Store store, long key) {
        return switch (store) {
            case FRAMES_MAP -> frames.getOrDefault(key, new long[0]);
            case STACK_MAP -> key < 0 || stackMap.isEmpty() ? new long[0] : untilZero(stackMap.get().longs((int) key));
        };
    }

    private static long[] untilZero(long[] addresses) {
        int count = 0;
        while (count < addresses.length && addresses[count] != 0) {
            count++;
        }
        return Arrays.copyOf(addresses, count);
    }

    @Override
    public List<String> kernel(Store store, long key) {
        return symbolizer.kernelStack(addresses(store, key));
    }

    @Override
    public List<String> user(Store store, long key, int pid) {
        return symbolizer.userStack(pid, addresses(store, key));
    }

    @Override
    public String kernelSymbol(long address) {
        return symbolizer.kernelName(address);
    }
}
