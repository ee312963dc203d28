package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.model.BatchSource;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.parse.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a source says of its order changes no answer: neither where a sort is left out nor where it is not.
class SortedSourceTest {
    private static final String ASCENDING = "{k:1,n:1}\n{k:1,n:0}\n{k:2.,n:2}\n{k:3,n:1}\n{k:\"a\",n:5}\n{k:null(int64),n:6}\n{n:7}\n5\n";
    private static final String DESCENDING = "5\n{n:7}\n{k:null(int64),n:6}\n{k:\"a\",n:5}\n{k:3,n:1}\n{k:2.,n:2}\n{k:1,n:1}\n{k:1,n:0}\n";

    @ParameterizedTest
    @ValueSource(strings = {
        "sort k", "sort -r k", "sort -nulls first k", "sort -r -nulls first k", "sort -r k | head 2", "sort k | head 2",
        "n > 0 | sort -r k", "n > 0 | sort k | count()", "head 5 | sort -r k", "tail 5 | sort -r k | head 3", "sort -r k,n", "sort n",
        "put k:=-n | sort k", "sort -r k | head 7 | tail 2", "fork (=> sort -r k | head 1 => sort k | head 1) | sort this",
        "k > 1 | sort -r k | collect(n)"
    })
    void answersAsUnsorted(String query) {
        for (var text : List.of(ASCENDING, DESCENDING)) {
            var key = text.equals(ASCENDING) ? SortKey.ascending("k") : SortKey.descending("k");
            var source = new BatchSource(batches(text));
            var sorted = new Source() {
                @Override
                public Scan open(ScanRequest request) {
                    return source.open(request);
                }

                @Override
                public Optional<SortKey> order() {
                    return Optional.of(key);
                }
            };
            assertEquals(answer(query, source), answer(query, sorted), key::toString);
        }
    }

    /// Returns a batch for each value.
    private static List<Vector> batches(String text) {
        var batches = new ArrayList<Vector>();
        try (var scan = ZsonSource.of(text.getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (var batch : morsel.get().decode()) {
                    for (int row = 0; row < batch.length(); row++) {
                        batches.add(batch.select(new int[] {row}));
                    }
                }
            }
        }
        return batches;
    }

    private static List<String> answer(String query, Source source) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        var values = new ArrayList<String>();
        try (var results = Query.compile(QueryText.of(query), catalog, QueryOptions.defaults()).run()) {
            for (Value value : results) {
                values.add(Zson.format(value));
            }
        }
        return values;
    }
}
