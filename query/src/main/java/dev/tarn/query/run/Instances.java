package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Arrays;

/// Numbers kept for each instance of a scope; outside of any scope there is one instance, number 0.
final class Instances {
    private long[] numbers = new long[1];

    /// Makes all numbers 0.
    void clear() {
        Arrays.fill(numbers, 0);
    }

    /// Returns the instance of a row.
    static int of(Batch batch, int row) {
        return batch.scope().isNone() ? 0 : batch.scope().instances()[row];
    }

    /// Returns the number of an instance.
    long get(int instance) {
        return instance < numbers.length ? numbers[instance] : 0;
    }

    /// Sets the number of an instance.
    void set(int instance, long number) {
        if (instance >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(instance + 1, numbers.length * 2));
        }
        numbers[instance] = number;
    }
}
