package dev.tarn.cli.golden;

import java.util.ArrayList;
import java.util.List;

/// A way to run a query case that must not change its answer.
enum Variation {
    /// The input as the case gives it.
    AS_GIVEN,
    /// The input converted to VNG first.
    AS_COLUMNS;

    /// The variations that `test` is run in. A new one that holds for every case is added here and in [QueryRunner].
    static List<Variation> of(QueryCase test) {
        List<Variation> variations = new ArrayList<>(List.of(AS_GIVEN));
        if (test.overColumns()) {
            variations.add(AS_COLUMNS);
        }
        return variations;
    }
}
