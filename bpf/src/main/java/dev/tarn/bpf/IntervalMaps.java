package dev.tarn.bpf;

import dev.tarn.bpf.event.EventDecoder;
import dev.tarn.bpf.ring.EventBatch;
import dev.tarn.bpf.sys.BpfMap;
import dev.tarn.bpf.sys.BpfObject;
import dev.tarn.bpf.sys.Grace;
import dev.tarn.bpf.sys.MapEntries;
import dev.tarn.model.vector.Vector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads the maps in which a tool's programs count, once in each interval, as records.
///
/// Programs write to one of two maps; the other one, which no program can be using any more, is read and emptied. So every
/// count is in exactly one interval.
final class IntervalMaps {
    private static final String WHICH = "tarn_interval";

    private final BpfObject object;
    private final List<BpfMap> maps;
    private final List<BpfMap> frames;
    private final long intervalNanos;
    private int current;
    private long nextNanos;
    private long events;
    private long bytes;

    private IntervalMaps(BpfObject object, List<BpfMap> maps, List<BpfMap> frames, long intervalNanos) {
        this.object = object;
        this.maps = maps;
        this.frames = frames;
        this.intervalNanos = intervalNanos;
        this.nextNanos = System.nanoTime() + intervalNanos;
    }

    /// Finds the maps of a loaded object; none if it has none.
    static Optional<IntervalMaps> of(BpfObject object, Duration interval) {
        var maps = List.of("interval_0", "interval_1").stream().flatMap(name -> object.map(name).stream()).toList();
        if (maps.size() != 2 || !object.hasVariable(WHICH)) {
            return Optional.empty();
        }
        var frames = List.of("frames_0", "frames_1").stream().flatMap(name -> object.map(name).stream()).toList();
        return Optional.of(new IntervalMaps(object, maps, frames.size() == 2 ? frames : List.of(), interval.toNanos()));
    }

    /// Returns when the interval ends, in the time of [System#nanoTime].
    long nextNanos() {
        return nextNanos;
    }

    long events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /// Ends the interval and hands its records over.
    void read(EventDecoder decoder, StackMaps stacks, long nowNanos, Consumer<Vector> sink) {
        int ended = current;
        current = 1 - current;
        object.setVariable(WHICH, current);
        Grace.await();
        if (!frames.isEmpty()) {
            stacks.takeFrames(frames.get(ended));
        }
        maps.get(ended).takeAll(entries -> {
            for (var vector : decoder.decode(batch(entries), nowNanos)) {
                sink.accept(vector);
            }
            events += entries.count();
            bytes += (long) entries.count() * entries.valueBytes();
        });
        long now = System.nanoTime();
        // Behind by more than an interval: the ends that have passed are not made up for.
        nextNanos = nextNanos + intervalNanos > now ? nextNanos + intervalNanos : now + intervalNanos;
    }

    private static EventBatch batch(MapEntries entries) {
        var batch = new EventBatch(entries.valueWords());
        for (int i = 0; i < entries.count(); i++) {
            batch.add(i * entries.valueBytes(), entries.valueBytes());
        }
        return batch;
    }
}
