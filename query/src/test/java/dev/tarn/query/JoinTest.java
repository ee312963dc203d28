package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.BatchSource;
import dev.tarn.model.InputException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.parse.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Joins of random rows with keys of all kinds, compared with what comparing every row with every other gives: with any memory budget,
/// number of threads, size of batches and encoding, and with and without order.
class JoinTest {
    private static final List<String> STYLES = List.of("inner", "left", "right", "anti");

    /// A row: its number and its key, if it has one.
    private record Row(int number, Optional<Value> key) {}

    @ParameterizedTest
    @CsvSource({"1,200,400", "2,1000,20", "3,20,5000", "4,0,300", "5,50,0"})
    void joinsAsComparingAllPairsDoes(long seed, int leftRows, int rightRows) {
        var random = new Random(seed);
        var left = rows(random, leftRows, 60);
        var right = rows(random, rightRows, 60);
        for (var style : STYLES) {
            var pairs = pairs(style, left, right);
            for (var options : options()) {
                var catalog = catalog(left, right, encoding(random));
                assertEquals(pairs, answer(join(style), catalog, options), () -> style + " " + options);
                assertEquals(pairs.size(), counted(join(style) + " | count()", catalog, options), () -> style + " counted " + options);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inner", "left", "right", "anti"})
    void joinsOneKeyOfMostRows(String style) {
        var random = new Random(7);
        var left = rows(random, 60, 2);
        var right = rows(random, 900, 2);
        var pairs = pairs(style, left, right);
        for (var options : options()) {
            assertEquals(pairs, answer(join(style), catalog(left, right, Reencoding.ROWS), options), options::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inner", "left", "right", "anti"})
    void joinsBothLegsOfAFork(String style) {
        var rows = rows(new Random(8), 450, 80);
        var left = rows.stream().filter(row -> row.number() % 3 > 0).toList();
        var right = rows.stream().filter(row -> row.number() % 3 < 2).toList();
        String rest = style.equals("anti") ? "" : " o:=n";
        var query = "fork (=> n%3>0 => n%3<2) | " + style + " join on k=k" + rest;
        var pairs = pairs(style, left, right);
        for (var options : options()) {
            var catalog = catalog(rows, List.of(), Reencoding.SINGLE);
            assertEquals(pairs, answer(query + " | cut n,o", catalog, options), options::toString);
            assertEquals(pairs.size(), counted(query + " | count()", catalog, options), options::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,200,400,60", "2,1000,20,60", "3,20,5000,60", "4,0,300,60", "5,50,0,60", "6,60,900,2", "7,300,20,1"})
    void mergesSidesThatAreSorted(long seed, int leftRows, int rightRows, int keys) {
        var random = new Random(seed);
        var left = rows(random, leftRows, keys);
        var right = rows(random, rightRows, keys);
        for (var style : STYLES) {
            var pairs = pairs(style, left, right);
            for (var options : options()) {
                var catalog = catalog(left, right, encoding(random));
                for (var sort : List.of("sort k", "sort -nulls first k", "sort -r k")) {
                    String rest = style.equals("anti") ? "" : " o:=n";
                    var query = sort + " | " + style + " join (file right | " + sort + ") on k=k" + rest;
                    assertTrue(Query.compile(QueryText.of(query), catalog, options).explain().contains("merged"), query);
                    var answer = answer(query + " | cut n,o", catalog, options);
                    if (sort.equals("sort -r k")) {
                        assertEquals(pairs.stream().sorted().toList(), answer.stream().sorted().toList(), () -> query + " " + options);
                    } else {
                        assertEquals(pairs, answer, () -> query + " " + options);
                    }
                    assertEquals(pairs.size(), counted(query + " | count()", catalog, options), () -> query + " counted " + options);
                }
            }
        }
    }

    /// The larger side is on the right, so that the sides are exchanged where memory is short.
    @ParameterizedTest
    @ValueSource(strings = {"inner", "left", "right", "anti"})
    void joinsWhatIsMadeOfASmallSide(String style) {
        var random = new Random(13);
        var left = rows(random, 300, 150);
        var right = rows(random, 6000, 150);
        var rest = style.equals("anti") ? "" : " o:=p";
        var query = "yield {m:n+1,k:k} | where m%3>0 | " + style + " join (file right | rename p:=n | where p%2==0) on k=k" + rest;
        for (var end : List.of(" | yield {m,o,p}", " | count() by m", " | sum(o),c:=count()", " | head 5 | count()")) {
            var expected = sorted(answer(query + end, catalog(left, right, Reencoding.ROWS), QueryOptions.defaults().withThreads(1)));
            for (long bytes : new long[] {1, 20_000, 300_000}) {
                for (int threads : new int[] {1, 3}) {
                    var options = QueryOptions.defaults().withThreads(threads).withSortBytes(bytes).withBatchRows(500);
                    assertEquals(expected, sorted(answer(query + end, catalog(left, right, encoding(random)), options)), () -> end + options);
                }
            }
        }
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().sorted().toList();
    }

    @Test
    void mergesSeveralJoinsByOneKey() {
        var random = new Random(11);
        var left = rows(random, 300, 90);
        var right = rows(random, 200, 90);
        var sorted = "sort k | join (file right | sort k) on k=k o:=n | left join (file right | sort k) on k=k p:=n | right join (file right | sort k) on k=k n,o";
        for (var options : options()) {
            var catalog = catalog(left, right, encoding(random));
            var plan = Query.compile(QueryText.of(sorted), catalog, options).explain();
            assertEquals(3, plan.split(" merged").length - 1, plan);
            assertEquals(answer(sorted.replace("sort k", "pass"), catalog, options), answer(sorted, catalog, options), options::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void mergesSourcesThatSayTheirOrder(String direction) {
        var random = new Random(12);
        boolean descending = direction.equals("desc");
        // As a pool has it: what is missing is where null is.
        Comparator<Row> order = Comparator.comparing(row -> row.key().orElse(Zson.parse("null")), ValueOrder.of(
                descending ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING,
                descending ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST));
        var left = rows(random, 500, 80).stream().sorted(order).toList();
        var right = rows(random, 300, 80).stream().sorted(order).toList();
        for (var style : STYLES) {
            var pairs = pairs(style, left, right).stream().sorted().toList();
            String rest = style.equals("anti") ? "" : " o:=n";
            var query = "file left | " + style + " join (file right) on k=k" + rest;
            for (var options : options()) {
                var key = descending ? SortKey.descending("k") : SortKey.ascending("k");
                var leftSource = sorted(source(left, encoding(random)), key);
                var rightSource = sorted(source(right, encoding(random)), key);
                var catalog = new Catalog() {
                    @Override
                    public Source source(SourceName name) {
                        return ((SourceName.File) name).path().equals("left") ? leftSource : rightSource;
                    }
                };
                assertTrue(Query.compile(QueryText.of(query), catalog, options).explain().contains("merged"), query);
                assertEquals(pairs, answer(query + " | cut n,o", catalog, options).stream().sorted().toList(), () -> query + " " + options);
            }
        }
    }

    @Test
    void refusesToMergeWhatIsNotSorted() {
        var unsorted = sorted(source(List.of(new Row(1, value("2")), new Row(2, value("1"))), Reencoding.SINGLE), SortKey.ascending("k"));
        var catalog = new Catalog() {
            @Override
            public Source source(SourceName name) {
                return unsorted;
            }
        };
        var query = "file a | join (file b) on k=k o:=n";
        var refused = assertThrows(InputException.class, () -> answer(query, catalog, QueryOptions.defaults()));
        assertEquals("join: values are said to be sorted by k and are not", refused.getMessage());
    }

    @Test
    void showsOrderAndFields() {
        var catalog = catalog(List.of(), List.of(), Reencoding.ROWS);
        var compiled = Query.compile(QueryText.of("join (file right) on k=k o:=n | count() by o"), catalog, QueryOptions.defaults());
        assertTrue(compiled.explain().contains("| inner join on k=k o:=n unordered"), compiled.explain());
        assertTrue(compiled.explain().contains("| read input fields (o,k) unordered"), compiled.explain());
        assertTrue(compiled.explain().contains("| read file right fields (k,n) unordered"), compiled.explain());
        var ordered = Query.compile(QueryText.of("join (file right) on k=k o:=n | head 1"), catalog, QueryOptions.defaults());
        assertTrue(ordered.explain().contains("| inner join on k=k o:=n sorted"), ordered.explain());
    }

    private static String join(String style) {
        return style + " join (file right) on k=k" + (style.equals("anti") ? "" : " o:=n") + " | cut n,o";
    }

    private static List<QueryOptions> options() {
        var options = new ArrayList<QueryOptions>();
        for (int threads : new int[] {1, 2}) {
            for (long bytes : threads == 1 ? new long[] {1, 1 << 30} : new long[] {30_000}) {
                options.add(QueryOptions.defaults().withThreads(threads).withSortBytes(bytes).withBatchRows(bytes == 1 ? 70 : 4096));
            }
        }
        return options;
    }

    private static Reencoding encoding(Random random) {
        return Reencoding.values()[random.nextInt(4)];
    }

    private static List<Row> rows(Random random, int count, int keys) {
        var rows = new ArrayList<Row>();
        for (int number = 0; number < count; number++) {
            rows.add(new Row(number, key(random, random.nextInt(keys))));
        }
        return rows;
    }

    private static Optional<Value> key(Random random, int n) {
        return switch (random.nextInt(18)) {
            case 0 -> Optional.empty();
            case 1 -> value("null(" + List.of("int64", "string", "null").get(n % 3) + ")");
            case 2 -> value(n + "(uint8)");
            case 3 -> value(n + ".");
            case 4 -> value(n + ".5");
            case 5 -> value("\"s" + n + "\"");
            case 6 -> value("10.0.0." + n);
            case 7 -> value("{a:" + n % 3 + ",b:\"x\"}");
            case 8 -> value("[" + n % 4 + "]");
            case 9 -> value("[" + (n % 2 == 0 ? "-0." : "0.") + "]");
            case 10 -> value(n + "((int64,string))");
            case 11 -> value(n % 2 == 0 ? "NaN" : "-0.");
            case 12 -> value("error(\"e" + n % 3 + "\")");
            case 13 -> value(n + "(=name)");
            case 14 -> value("18446744073709551" + (100 + n) + "(uint64)");
            case 15 -> value("1.8446744073709552e19");
            default -> value("" + n);
        };
    }

    private static Optional<Value> value(String text) {
        return Optional.of(Zson.parse(text));
    }

    /// Returns what a join has to give, in its order.
    private static List<String> pairs(String style, List<Row> left, List<Row> right) {
        boolean swapped = style.equals("right");
        var kept = new ArrayList<>(swapped ? right : left);
        var others = swapped ? left : right;
        kept.removeIf(row -> row.key().isEmpty());
        kept.sort(Comparator.comparing(row -> row.key().orElseThrow(), ValueOrder.NULLS_LAST));
        var pairs = new ArrayList<String>();
        var known = new TreeMap<Value, List<Row>>(ValueOrder.NULLS_LAST);
        others.stream().filter(row -> row.key().isPresent())
                .forEach(row -> known.computeIfAbsent(row.key().get(), _ -> new ArrayList<>()).add(row));
        for (var row : kept) {
            var matches = known.getOrDefault(row.key().orElseThrow(), List.of());
            if (!style.equals("anti")) {
                matches.forEach(match -> pairs.add("{n:" + row.number() + ",o:" + match.number() + "}"));
            }
            if (matches.isEmpty() && !style.equals("inner")) {
                pairs.add("{n:" + row.number() + ",o:error(\"missing\")}");
            }
        }
        return pairs;
    }

    private static Catalog catalog(List<Row> left, List<Row> right, Reencoding encoding) {
        var input = source(left, encoding);
        var file = source(right, encoding);
        return new Catalog() {
            @Override
            public Optional<Source> input() {
                return Optional.of(input);
            }

            @Override
            public Source source(SourceName name) {
                return file;
            }
        };
    }

    private static Source source(List<Row> rows, Reencoding encoding) {
        var text = new StringBuilder();
        for (var row : rows) {
            text.append("{n:").append(row.number()).append(row.key().map(key -> ",k:" + Zson.format(key)).orElse("")).append("}\n");
        }
        var batches = new ArrayList<Vector>();
        try (var scan = ZsonSource.of(text.toString().getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                morsel.get().decode().forEach(batch -> batches.addAll(encoding.apply(batch)));
            }
        }
        return new BatchSource(batches);
    }

    private static Source sorted(Source source, SortKey key) {
        return new Source() {
            @Override
            public Scan open(ScanRequest request) {
                return source.open(request);
            }

            @Override
            public Optional<SortKey> order() {
                return Optional.of(key);
            }
        };
    }

    private static int counted(String query, Catalog catalog, QueryOptions options) {
        var counts = answer(query, catalog, options);
        return counts.isEmpty() ? 0 : Integer.parseInt(counts.getFirst().replace("(uint64)", ""));
    }

    private static List<String> answer(String query, Catalog catalog, QueryOptions options) {
        var values = new ArrayList<String>();
        try (var results = Query.compile(QueryText.of(query), catalog, options).run()) {
            for (Value value : results) {
                values.add(Zson.format(value));
            }
        }
        return values;
    }
}
