package dev.tarn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class NumberOrderTest {
    private static final long[] LONGS = {
        0, 1, -1, 2, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE,
        Long.MIN_VALUE + 1, 1L << 62, -1L << 11
    };
    private static final double[] DOUBLES = {
        0., -0., 0.5, -0.5, 1., 1.5, -1., -1.5, 1L << 53, (1L << 53) + 2., -(1L << 53) - 2., 0x1p62, 0x1p63, Math.nextDown(0x1p63),
        -0x1p63, Math.nextDown(-0x1p63), 0x1p64, Math.nextDown(0x1p64), 1e300, -1e300, 5e-324, -5e-324
    };

    @Test
    void integersAndFloatsCompareByTheirExactValues() {
        for (long a : LONGS) {
            for (double b : DOUBLES) {
                assertEquals(
                        BigDecimal.valueOf(a).compareTo(new BigDecimal(b)), NumberOrder.compareSigned(a, b), a + " and " + b);
                var unsigned = new BigDecimal(Long.toUnsignedString(a));
                assertEquals(
                        unsigned.compareTo(new BigDecimal(b)),
                        NumberOrder.compareUnsigned(a, b),
                        unsigned + " and " + b);
            }
            for (long b : LONGS) {
                assertEquals(
                        BigDecimal.valueOf(a).compareTo(new BigDecimal(Long.toUnsignedString(b))),
                        NumberOrder.compareSignedUnsigned(a, b));
            }
        }
    }

    @Test
    void infinitiesLieBeyondAllAndNanBelow() {
        for (long a : LONGS) {
            assertTrue(NumberOrder.compareSigned(a, Double.POSITIVE_INFINITY) < 0);
            assertTrue(NumberOrder.compareSigned(a, Double.NEGATIVE_INFINITY) > 0);
            assertTrue(NumberOrder.compareSigned(a, Double.NaN) > 0);
            assertTrue(NumberOrder.compareUnsigned(a, Double.POSITIVE_INFINITY) < 0);
            assertTrue(NumberOrder.compareUnsigned(a, Double.NEGATIVE_INFINITY) > 0);
            assertTrue(NumberOrder.compareUnsigned(a, Double.NaN) > 0);
        }
        assertEquals(0, NumberOrder.compare(Double.NaN, -Double.NaN));
        assertTrue(NumberOrder.compare(Double.NaN, Double.NEGATIVE_INFINITY) < 0);
        assertTrue(NumberOrder.compare(Double.NEGATIVE_INFINITY, Double.NaN) > 0);
        assertEquals(0, NumberOrder.compare(0., -0.));
    }
}
