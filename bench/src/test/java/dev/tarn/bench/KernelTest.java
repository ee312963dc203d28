package dev.tarn.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A benchmark compares like with like only if both sides compute the same.
class KernelTest {
    private static final int BATCHES = 3;

    private final Columns columns = new Columns(BATCHES);

    @ParameterizedTest
    @EnumSource
    void theLoopComputesWhatTheQueryDoes(Kernel kernel) {
        List<Value> rows = new ArrayList<>();
        try (var results = KernelBenchmark.query(kernel, columns)) {
            results.forEach(rows::add);
        }
        switch (kernel.byHand(columns)) {
            case Object[] batches -> compare(batches, rows);
            case Long number -> assertEquals(number.toString(), single(rows));
            case HandGroups groups -> assertArrayEquals(groups.counts(),
                rows.stream().mapToLong(row -> row.field("count").orElseThrow().asLong()).sorted().toArray());
            case long[] sorted -> assertArrayEquals(sorted, rows.stream().mapToLong(row -> row.field(0).asLong()).toArray());
            case Object other -> throw new IllegalStateException("nobody compares a " + other.getClass());
        }
    }

    @Test
    void everyKernelIsMeasured() throws Exception {
        var params = KernelBenchmark.class.getField("kernel").getAnnotation(org.openjdk.jmh.annotations.Param.class).value();
        assertEquals(Arrays.stream(Kernel.values()).map(Enum::name).toList(), List.of(params));
    }

    private static String single(List<Value> rows) {
        assertEquals(1, rows.size());
        Value value = rows.getFirst().type().under() instanceof RecordType ? rows.getFirst().field(0) : rows.getFirst();
        return Long.toString(value.asLong());
    }

    private static void compare(Object[] batches, List<Value> rows) {
        assertEquals((long) BATCHES * Columns.ROWS, rows.size());
        int row = 0;
        for (Object batch : batches) {
            switch (batch) {
                case long[] numbers -> {
                    for (long number : numbers) {
                        assertEquals(number, rows.get(row++).asLong());
                    }
                }
                case double[] numbers -> {
                    for (double number : numbers) {
                        assertEquals(number, rows.get(row++).asDouble());
                    }
                }
                case byte[] texts -> {
                    var joined = new StringBuilder();
                    for (int last = row + Columns.ROWS; row < last; row++) {
                        assertTrue(rows.get(row).type() == PrimitiveType.STRING);
                        joined.append(rows.get(row).asString());
                    }
                    assertEquals(new String(texts, StandardCharsets.UTF_8), joined.toString());
                }
                default -> throw new IllegalStateException("nobody compares a " + batch.getClass());
            }
        }
    }
}
