package dev.tarn.bpf;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a collector works. Immutable.
///
/// @param tick how long it waits at most before it looks at the rings while events come in; a program's event is visible to it at
///     once, and it is woken before when a ring fills
/// @param idleTick how long the wait may become while nothing happens
/// @param lossInterval how often lost events are looked for, and reported as records
/// @param includeSelf whether events of the collector's own process are recorded
/// @param redaction changes paths and arguments before they are recorded, to hide what must not be
/// @param reportInterval how often the collector reports on itself, as a record; zero for never
public record CollectorOptions(Duration tick, Duration idleTick, Duration lossInterval, boolean includeSelf,
        Optional<UnaryOperator<String>> redaction, Duration reportInterval) {
    /// A tick of 10 ms, up to 100 ms when idle, loss each second, a report every ten, without the collector's own process.
    public static final CollectorOptions DEFAULTS =
            new CollectorOptions(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), false,
                    Optional.empty(), Duration.ofSeconds(10));

    /// Checks that the times are not negative.
    ///
    /// @throws IllegalArgumentException if one is
    public CollectorOptions {
        if (tick.toMillis() < 1 || idleTick.compareTo(tick) < 0 || lossInterval.isNegative()) {
            throw new IllegalArgumentException("a tick of " + tick + ", " + idleTick + " when idle, loss each " + lossInterval
                    + ": expected at least 1 ms, and the idle tick not shorter");
        }
    }

    /// Returns these options with other ticks.
    public CollectorOptions withTicks(Duration newTick, Duration newIdleTick) {
        return new CollectorOptions(newTick, newIdleTick, lossInterval, includeSelf, redaction, reportInterval);
    }

    /// Returns these options with loss reported at another interval.
    public CollectorOptions withLossInterval(Duration newLossInterval) {
        return new CollectorOptions(tick, idleTick, newLossInterval, includeSelf, redaction, reportInterval);
    }

    /// Returns these options with or without the events of the collector's own process.
    public CollectorOptions withIncludeSelf(boolean newIncludeSelf) {
        return new CollectorOptions(tick, idleTick, lossInterval, newIncludeSelf, redaction, reportInterval);
    }

    /// Returns these options with texts changed before they are recorded.
    public CollectorOptions withRedaction(UnaryOperator<String> newRedaction) {
        return new CollectorOptions(tick, idleTick, lossInterval, includeSelf, Optional.of(newRedaction), reportInterval);
    }

    /// Returns these options with reports at another interval, zero for none.
    public CollectorOptions withReportInterval(Duration newReportInterval) {
        return new CollectorOptions(tick, idleTick, lossInterval, includeSelf, redaction, newReportInterval);
    }
}
