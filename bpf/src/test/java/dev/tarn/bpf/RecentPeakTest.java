package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecentPeakTest {
    private static final long SECOND = 1_000_000_000;
    /// Times of [System#nanoTime] may be negative and pass zero.
    private static final long START = -5 * SECOND;

    private final RecentPeak peak = new RecentPeak(START);

    @Test
    void isKeptForTenToTwentySeconds() {
        assertEquals(0, peak.max(START));
        peak.add(7, START + SECOND);
        peak.add(3, START + 2 * SECOND);
        assertEquals(7, peak.max(START + 9 * SECOND));
        assertEquals(7, peak.max(START + 12 * SECOND));
        peak.add(2, START + 13 * SECOND);
        assertEquals(7, peak.max(START + 21 * SECOND));
        assertEquals(2, peak.max(START + 23 * SECOND));
    }

    @Test
    void isForgottenWhenNothingComes() {
        peak.add(7, START);
        assertEquals(0, peak.max(START + 20 * SECOND));
    }
}
