package dev.tarn.bpf;

import java.time.Duration;
import java.util.List;

/// What a collector has done since it was opened; a snapshot.
///
/// @param tools each attached tool
/// @param batches how many vectors were handed over
/// @param cpuTime processor time of the thread that runs it, the consumer's work included
/// @param lag how long an event has waited at most, in the last ten to twenty seconds: the longest time between two looks at the rings
public record CollectorStatistics(List<ToolStatistics> tools, long batches, Duration cpuTime, Duration lag) {
    /// Copies the list.
    public CollectorStatistics {
        tools = List.copyOf(tools);
    }

    /// Returns how many events all tools received.
    public long events() {
        return tools.stream().mapToLong(ToolStatistics::events).sum();
    }

    /// Returns how many events all tools lost.
    public long lost() {
        return tools.stream().mapToLong(ToolStatistics::lost).sum();
    }
}
