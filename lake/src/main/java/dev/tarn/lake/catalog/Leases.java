package dev.tarn.lake.catalog;

import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// The leases of this process, of which the oldest is published to the others.
final class Leases {
    private final LockFile locks;
    private final LongSupplier newestSequence;
    private final TreeMap<Long, Integer> held = new TreeMap<>();

    Leases(LockFile locks, LongSupplier newestSequence) {
        this.locks = locks;
        this.newestSequence = newestSequence;
    }

    /// Takes a lease on the newest snapshot and publishes it before the caller looks at any object: whoever removes objects
    /// reads the leases after it has decided what was dead, so that it sees this one or has only removed what no newer
    /// snapshot shows.
    synchronized Lease take() {
        long sequence = newestSequence.getAsLong();
        if (held.isEmpty()) {
            locks.publish(sequence);
        }
        held.merge(sequence, 1, Integer::sum);
        return new Held(sequence);
    }

    private synchronized void release(long sequence) {
        long before = held.firstKey();
        held.computeIfPresent(sequence, (_, count) -> count == 1 ? null : count - 1);
        long after = held.isEmpty() ? LockFile.NO_SNAPSHOT : held.firstKey();
        if (before != after) {
            locks.publish(after);
        }
    }

    private final class Held implements Lease {
        private final long sequence;
        private final AtomicBoolean closed = new AtomicBoolean();

        Held(long sequence) {
            this.sequence = sequence;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                release(sequence);
            }
        }
    }
}
