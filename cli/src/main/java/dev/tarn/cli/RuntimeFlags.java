package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.aggregate.ValueLimit;

/// The flags that bound the memory of a query.
final class RuntimeFlags {
    private static final String DEFAULT = "auto(1GiB)";

    private final Flag<Long> aggregateBytes;
    private final Flag<Long> sortBytes;
    private final Flag<Long> fuseBytes;

    RuntimeFlags(FlagSet flags) {
        aggregateBytes = flags.size("aggmem", 1L << 30, DEFAULT, "memory that grouping, and a value of collect or union, may take, as 10MB or 4GiB");
        sortBytes = flags.size("sortmem", 1L << 30, DEFAULT, "memory that sorting may take, as 10MB or 4GiB");
        fuseBytes = flags.size("fusemem", 1L << 30, DEFAULT, "memory that fuse may take, as 10MB or 4GiB");
    }

    /// Returns how to run a query.
    ///
    /// @throws UsageException if a value makes no sense
    QueryOptions options() throws UsageException {
        check(aggregateBytes);
        check(sortBytes);
        check(fuseBytes);
        QueryOptions options = QueryOptions.defaults();
        if (aggregateBytes.given()) {
            options = options.withGroupBytes(aggregateBytes.value())
                    .withValueLimit(new ValueLimit(aggregateBytes.value()));
        }
        if (sortBytes.given()) {
            options = options.withSortBytes(sortBytes.value());
        }
        if (fuseBytes.given()) {
            options = options.withFuseBytes(fuseBytes.value());
        }
        return options;
    }

    private static void check(Flag<Long> flag) throws UsageException {
        if (flag.value() <= 0) {
            throw new UsageException(flag.name() + " value must be greater than zero");
        }
    }
}
