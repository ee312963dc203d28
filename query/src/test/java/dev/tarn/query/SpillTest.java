package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.model.BatchSource;
import dev.tarn.model.ScanRequest;
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
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Memory budgets, however small, change no answer: what does not fit goes to disk and comes back.
class SpillTest {
    private static final int ROWS = 2_000;

    @ParameterizedTest
    @ValueSource(strings = {
        "sort k", "sort -r k", "sort -nulls first k", "sort -r -nulls first k,n", "sort s,n", "sort -r s", "sort d", "sort k,s,d",
        "sort ip", "sort -r ip,k", "sort this", "sort missing", "sort k | head 3000", "sort -r n | head 1",
    })
    void sortsTheSame(String query) {
        var source = new BatchSource(batches());
        var roomy = QueryOptions.defaults();
        assertEquals(answer(query, source, roomy), answer(query, source, roomy.withSortBytes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "count() by n", "count(),sum(n),min(d),max(s),avg(n),any(s) by k", "count() by k,s", "count() by typeof(this),s",
        "c:=collect(n),u:=union(k) by s", "dcount(n) by k", "count() by r", "fuse(this) by k", "and(n>5),or(n>5) by s",
        "collect(this)", "count() where n > 3 by s,ip", "count() by len(s)", "a:=fuse(r),b:=fuse(this) by s",
        "collect_map(|{s:n,\"k\":k}|) by len(s)", "collect_map(|{n%7:k,k:s,null:n}|),count() by s", "m:=collect_map(|{n%7:null}|) by s | yield m",
    })
    void groupsTheSame(String query) {
        var source = new BatchSource(batches());
        for (int threads : new int[] {1, 2}) {
            var roomy = QueryOptions.defaults().withThreads(threads);
            assertEquals(sorted(answer(query, source, roomy)), sorted(answer(query, source, roomy.withGroupBytes(1))));
            assertEquals(sorted(answer(query, source, roomy)), sorted(answer(query, source, roomy.withGroupBytes(100_000))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fuse", "cut k,s,d | fuse", "shape", "fuse | sort n", "over this => (fuse)", "where false | fuse", "tail 3 | fuse"})
    void fusesTheSame(String query) {
        var source = new BatchSource(batches());
        var roomy = QueryOptions.defaults();
        for (int rows : new int[] {100, 4096}) {
            assertEquals(answer(query, source, roomy), answer(query, source, roomy.withFuseBytes(1).withBatchRows(rows)));
        }
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().sorted().toList();
    }

    private static List<Vector> batches() {
        var random = new Random(1);
        var text = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            int n = random.nextInt(50_000);
            var s = "\"" + "abcdefghij".substring(random.nextInt(5)) + random.nextInt(40) + "\"";
            text.append(switch (random.nextInt(8)) {
                case 0 -> "{n:" + n + ",k:" + n % 700 + ".5,s:" + s + ",ip:10.0." + n % 256 + ".1}\n";
                case 1 -> "{k:null(int64),s:" + s + ",n:" + n + "}\n";
                case 2 -> "{n:" + n + ",s:null(string),d:" + n + "ms,ip:fe80::" + n % 100 + "}\n";
                case 3 -> s + "\n";
                default -> "{k:" + n % 1000 + ",n:" + n + ",s:" + s + ",d:" + n % 31 + "s,r:{a:" + n % 9 + ",b:[" + n % 5 + "]}}\n";
            });
        }
        var batches = new ArrayList<Vector>();
        try (var scan = ZsonSource.of(text.toString().getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                batches.addAll(morsel.get().decode());
            }
        }
        return batches;
    }

    private static List<String> answer(String query, Source source, QueryOptions options) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        var values = new ArrayList<String>();
        try (var results = Query.compile(QueryText.of(query), catalog, options).run()) {
            for (Value value : results) {
                values.add(Zson.format(value));
            }
        }
        return values;
    }
}
