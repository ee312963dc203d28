package dev.tarn.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.zson.Zson;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordMappingTest {
    private record Everything(
            long l, int i, Short s, byte b, double d, float f, boolean yes, String text, String symbol, byte[] bytes, Instant ts,
            Duration took, InetAddress ip, List<Long> list, Set<String> set, Map<String, Long> map, Inner inner,
            Optional<String> none, Optional<Long> missing, Optional<List<Inner>> inners, Value any, Value nothing) {}

    private record Inner(int n) {}

    private record One(int n) {}

    @Test
    void everyKindOfComponentIsMade() throws Exception {
        Everything row = RecordMapping.to(Everything.class).map(Zson.parse("""
            {extra:1,l:1(uint8),i:-2,s:3,b:4,d:5,f:6.5,yes:true,text:"x"(=name),symbol:%a(enum(a,b)),bytes:0x0102,
            ts:1969-12-31T23:59:59.5Z,took:1m,ip:10.0.0.1,list:[1,2],set:|["p"]|,map:|{"k":1}|,inner:{n:7},
            none:null(string),inners:[{n:8}],any:1((int64,string)),nothing:null(int64)}"""));
        assertEquals(1, row.l());
        assertEquals(-2, row.i());
        assertEquals((short) 3, row.s());
        assertEquals(4, row.b());
        assertEquals(5.0, row.d());
        assertEquals(6.5f, row.f());
        assertEquals(true, row.yes());
        assertEquals("x", row.text());
        assertEquals("a", row.symbol());
        assertArrayEquals(new byte[] {1, 2}, row.bytes());
        assertEquals(Instant.parse("1969-12-31T23:59:59.5Z"), row.ts());
        assertEquals(Duration.ofMinutes(1), row.took());
        assertEquals(InetAddress.getByName("10.0.0.1"), row.ip());
        assertEquals(List.of(1L, 2L), row.list());
        assertEquals(Set.of("p"), row.set());
        assertEquals(Map.of("k", 1L), row.map());
        assertEquals(new Inner(7), row.inner());
        assertEquals(Optional.empty(), row.none());
        assertEquals(Optional.empty(), row.missing());
        assertEquals(Optional.of(List.of(new Inner(8))), row.inners());
        assertEquals(Zson.parse("1"), row.any());
        assertEquals(Zson.parse("null(int64)"), row.nothing());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {m:1}             | field n: is missing
        {n:null(int64)}   | field n: is null
        {n:"x"}           | field n: expected an integer, found "x"
        {n:3000000000}    | field n: expected an integer between -2147483648 and 2147483647, found 3000000000
        {n:1.}            | field n: expected an integer, found 1.
        {n:1s}            | field n: expected an integer, found 1s
        1                 | expected a record, found 1
        """)
    void whatDoesNotFitIsNamed(String value, String problem) {
        var e = assertThrows(InputException.class, () -> RecordMapping.to(One.class).map(Zson.parse(value)));
        assertEquals("cannot make a One of " + value + ": " + problem, e.getMessage());
    }

    @Test
    void aComponentThatNothingCanBecomeIsRefusedAtOnce() {
        record Wrong(List<Thread> threads) {}
        var e = assertThrows(IllegalArgumentException.class, () -> RecordMapping.to(Wrong.class));
        assertEquals("component threads of " + Wrong.class.getName() + ": no value can become a java.lang.Thread", e.getMessage());
    }

    @Test
    void whatTheRecordItselfRefusesIsInputToo() {
        record Positive(long n) {
            Positive {
                if (n <= 0) {
                    throw new IllegalArgumentException("n is not positive");
                }
            }
        }
        assertThrows(InputException.class, () -> RecordMapping.to(Positive.class).map(Zson.parse("{n:0}")));
    }
}
