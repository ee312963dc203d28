package dev.tarn.bpf;

import dev.tarn.bpf.sys.Epoll;
import dev.tarn.model.vector.Vector;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Programs that are loaded and attached: a tool of ours, or somebody's object. Belongs to the thread that runs the collector.
interface Attached extends AutoCloseable {
    /// Has a wait end when a ring fills.
    void watch(Epoll epoll);

    /// Hands over what is in the rings, or much of it.
    ///
    /// @return how many events there were
    long drain(long nowNanos, Consumer<Vector> sink);

    /// Returns whether events wait in a ring.
    boolean pending();

    /// Returns when maps are to be read next, in the time of [System#nanoTime]; empty if none are.
    OptionalLong nextInterval();

    /// Hands over what is in the maps.
    void readInterval(long nowNanos, Consumer<Vector> sink);

    /// Returns what was lost since the last time.
    List<Loss> freshLosses();

    ToolStatistics statistics();

    /// Detaches all programs; what they have sent stays to be read.
    void detach();

    @Override
    void close();
}
