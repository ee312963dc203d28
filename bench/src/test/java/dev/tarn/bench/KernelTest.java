package dev.tarn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Param;

/// A benchmark compares like with like only if both sides compute the same.
class KernelTest {
    private static final int BATCHES = 3;

    private final Columns columns = new Columns(BATCHES);

    @ParameterizedTest
    @EnumSource
    void theLoopComputesWhatTheOperatorsDo(Kernel kernel) {
        var ofEngine = new ArrayList<Vector>();
        var steps = KernelBenchmark.steps(kernel, columns);
        steps.run(columns.batches(kernel.fields), ofEngine::add);
        List<Value> expected = values(kernel.byHand(columns));
        assertEquals(expected, values(ofEngine));
        ofEngine.clear();
        steps.run(columns.batches(kernel.fields), ofEngine::add);
        assertEquals(expected, values(ofEngine), "when the operators run once more");
    }

    @ParameterizedTest
    @EnumSource
    void theLoopReadsWhatTheEngineReads(Decoding decoding) {
        var all = new Columns(Columns.BATCHES);
        var prepared = decoding.prepare(all);
        var ofEngine = new ArrayList<Vector>();
        prepared.engine(ofEngine::add);
        int width = decoding.wanted.split(",").length;
        var byHand = prepared.byHand();
        for (int column = 0; column < width; column++) {
            List<Value> expected = values(every(width, column, byHand));
            assertEquals(Columns.BATCHES * Columns.ROWS, expected.size());
            assertEquals(expected, values(every(width, column, ofEngine)));
        }
    }

    private static List<Vector> every(int step, int first, List<Vector> columns) {
        var chosen = new ArrayList<Vector>();
        for (int i = first; i < columns.size(); i += step) {
            chosen.add(columns.get(i));
        }
        return chosen;
    }

    private static List<Value> values(List<Vector> batches) {
        var values = new ArrayList<Value>();
        for (var batch : batches) {
            for (int row = 0; row < batch.length(); row++) {
                values.add(Value.of(batch, row));
            }
        }
        return values;
    }

    @Test
    void everyKernelIsMeasured() throws Exception {
        var params = KernelBenchmark.class.getField("kernel").getAnnotation(Param.class).value();
        assertEquals(Arrays.stream(Kernel.values()).map(Enum::name).toList(), List.of(params));
        var decodings = DecodingBenchmark.class.getField("decoding").getAnnotation(Param.class).value();
        assertEquals(Arrays.stream(Decoding.values()).map(Enum::name).toList(), List.of(decodings));
    }
}
