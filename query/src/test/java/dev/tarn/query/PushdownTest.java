package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.model.BatchSource;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zng.ZngReadOptions;
import dev.tarn.model.zng.ZngSource;
import dev.tarn.model.zng.ZngWriteOptions;
import dev.tarn.model.zng.ZngWriter;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.parse.QueryText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a source leaves out because it was asked to changes no answer: every query over ZNG, which takes up the offers of a
/// request, answers as it does over the same values in memory, where there is nothing to leave out.
class PushdownTest {
    private static final String VALUES = """
            {a:1}
            {a:null(int64)}
            {b:1}
            {a:"x",b:2}
            {a:error("missing"),b:3}
            {a:1((int64,string))}
            {c:{a:1}}
            null({a:int64})
            error({a:1})
            |{"a":1}|
            <{a:int64}>
            5
            "a"
            null
            error("missing")
            {a:error("oops")}
            {c:{a:1}}(=foo)
            {c:null({a:int64}),needle:1}
            {t:"needle"}
            {n:["Needle","x"],a:2}
            true
            """;

    @ParameterizedTest
    @ValueSource(strings = {
        "has(a)", "missing(a)", "where !has(a)", "where !missing(a)", "where !(a==1)", "a==1", "a==1 or b==2", "where has(a) and has(b)",
        "where has(a,b)", "where missing(a,b)", "where has(this)", "where missing(this)", "where c.a==1", "where has(a.b)",
        "where missing(a.b) or a==1", "where missing(c.a) and has(b)", "where is(<foo>)", "where is(this,<{a:int64}>)",
        "where is(\"foo\")", "where has(a) ? a==1 : b==1", "where b==1 ? true : has(a)", "where a in [1,\"x\"]", "where 1 in n",
        "where upper(a)==\"X\"", "where is_error(a)", "where !is_error(a)", "where coalesce(a,b)==1", "where coalesce(quiet(a),b)==2",
        "where true", "where false", "where this", "where !this", "where typeof(this)==<int64>", "where (a==1)==(b==1)",
        "where b+1==2", "where -b==-1", "where grep(\"x\",a)", "where grep(/x/,a)", "where a ~ /x/", "search needle", "search needle or a==1",
        "search needle a>1", "where n[0]==\"Needle\"", "where c[\"a\"]==1", "where this[\"a\"]==1", "where len(n)==2",
        "where error(a)==error(1)", "where {x:a}=={x:1}", "where cast(b,<string>)==\"1\"", "func f(x): (has(x)) where f(a)",
        "where has(a) | head 2", "where count() < 4", "has(a) | rename z:=a | where z==1", "has(a) | cut b | where has(b)",
        "put z:=a | where z==1", "has(a) | count() by typeof(a) | sort this", "count() by a | sort this", "has(b) | sum(b)",
        "yield a | where this==1", "fork (=> has(a) => has(b) | cut b) | sort this", "has(b) | any(b)", "count()",
        "switch ( case has(a) => yield {z:a} case missing(b) => yield 1 ) | sort this", "over this | where value==1",
        "has(a) | collect(a)", "sort a | head 3", "cut a,c.a | tail 4", "drop a | where has(b)"
    })
    void answersAsWithoutOffers(String query) throws IOException {
        var batches = batches();
        var zng = zng(batches);
        var expected = answer(query, new BatchSource(batches), 1);
        for (int threads : new int[] {1, 2}) {
            var source = ZngSource.of(new ByteArrayInputStream(zng), ZngReadOptions.DEFAULT);
            assertEquals(expected, answer(query, source, threads), () -> threads + " threads");
        }
    }

    private static List<Vector> batches() {
        var batches = new ArrayList<Vector>();
        try (var scan = ZsonSource.of(VALUES.getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                batches.addAll(morsel.get().decode());
            }
        }
        return batches;
    }

    private static byte[] zng(List<Vector> batches) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new ZngWriter(out, ZngWriteOptions.DEFAULT)) {
            for (var batch : batches) {
                writer.write(batch);
            }
        }
        return out.toByteArray();
    }

    private static String answer(String query, Source source, int threads) {
        var catalog = new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(source);
            }
        };
        var out = new StringBuilder();
        try (var results = Query.compile(QueryText.of(query), catalog, QueryOptions.defaults().withThreads(threads)).run()) {
            for (Value value : results) {
                out.append(Zson.format(value)).append('\n');
            }
        }
        return out.toString();
    }
}
