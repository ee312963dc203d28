package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tarn.model.BatchSource;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.parse.QueryText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Batches in which every value is of another type.
class ManyTypesTest {
    private static final int BATCHES = 16;
    private static final int BATCH_ROWS = 4096;
    // What looks at each pair of types takes minutes, and the memory of gigabytes.
    private static final Duration LONG = Duration.ofMinutes(2);

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        sort this | tail 1; {f9999:9999}
        sort this | head 1; {f0:0}
        union(this) | len(this); 65536
        collect(this) | len(this); 65536
        head 20000 | fuse | tail 1 | yield len(this),f19999; 20000,19999
        head 20000 | yield {r:this} | fuse | tail 1 | yield len(r),r.f19999,r.f7; 20000,19999,null(int64)
        head 9000 | collect(this) | yield cast(this,<[{f7:string}]>) | yield len(this),this[7]; 9000,{f7:"7"}
        """)
    void takeNoLongerThanFewForEachValue(String query, String expected) {
        assertTimeout(LONG, () -> assertEquals(expected, answer(query)));
    }

    private static String answer(String query) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(new BatchSource(batches()));
            }
        };
        var values = new ArrayList<String>();
        try (var results = Query.compile(QueryText.of(query), catalog, QueryOptions.defaults()).run()) {
            for (Value value : results) {
                values.add(Zson.format(value));
            }
        }
        return String.join(",", values);
    }

    private static List<Vector> batches() {
        var batches = new ArrayList<Vector>();
        for (int batch = 0; batch < BATCHES; batch++) {
            int first = batch * BATCH_ROWS;
            List<TypedVector> parts = IntStream.range(first, first + BATCH_ROWS)
                .<TypedVector>mapToObj(i -> Zson.parse("{f" + i + ":" + i + "}").toVector()).toList();
            batches.add(Mixed.of(IntStream.range(0, BATCH_ROWS).toArray(), parts));
        }
        return batches;
    }
}
