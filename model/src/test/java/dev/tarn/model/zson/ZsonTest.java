package dev.tarn.model.zson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.model.random.RandomData;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.MixedBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            1 → 1
            +5 → 5
            0777 → 777
            18446744073709551615 → 18446744073709551615(uint64)
            18446744073709551616 → 1.8446744073709552e+19
            1. → 1.
            .5 → 0.5
            1e5 → 100000.
            1234567.5 → 1.2345675e+06
            -0. → 0.
            5e-324 → 5e-324
            1e-45(float32) → 1e-45(float32)
            nan → NaN
            -inf → -Inf
            16(float16) → 16.(float16)
            0x → 0x
            0xAb01 → 0xab01
            1w → 7d
            1.5us → 1.5us
            90m → 1h30m
            0.5ns → 1ns
            -292y171d23h47m16.854775808s → -292y171d23h47m16.854775808s
            2020-02-29T23:59:59.1200-08:00 → 2020-03-01T07:59:59.12Z
            1677-09-21T00:12:43.145224192Z → 1677-09-21T00:12:43.145224192Z
            2020-01-01T0:00:00Z → 2020-01-01T00:00:00Z
            10.1.2.3/8 → 10.0.0.0/8
            fe80:0:0:0:0:0:0:1 → fe80::1
            1:0:0:2:0:0:0:3 → 1:0:0:2::3
            ::ffff:1.2.3.4 → ::ffff:1.2.3.4
            ::1/128 → ::1/128
            "a\\u00e9\\n\\ud83d\\ude00\\ud800" → "aé\\n😀�"
            "e\\u0301" → "é"
            `raw \\n text` → "raw \\\\n text"
            { a : 1 , "b c" : [ ] , } → {a:1,"b c":[]([null])}
            {a:1,a:2} → {a:1}
            {a:1,b:"x"}({x:int32,y:string}) → {x:1(int32),y:"x"}
            [1,"a",null] → [1,"a",null]
            [1,null] → [1,null(int64)]
            [1((int64,string)),2] → [1((int64,string)),2]
            |[3,1,2,1]| → |[1,2,3]|
            |[3,1]|(|[int8]|) → |[1(int8),3(int8)]|
            |{"b":1,"a":2,"b":3}| → |{"a":2,"b":1}|
            |{::1 :1}| → |{::1 :1}|
            |{2020-01-01T00:00:00-01:00:2020-01-01T00:00:00-01:00}| → |{2020-01-01T01:00:00Z:2020-01-01T01:00:00Z}|
            |{1: c472::}| → |{1: c472::}|
            |{1:2020-01-01T00:00:00Z,"a":2020-01-01T00:00:00Z}| → |{1: 2020-01-01T00:00:00Z,"a":2020-01-01T00:00:00Z}|
            %B(enum(A,B)) → %B(enum(A,B))
            "B"(enum(A,B)) → %B(enum(A,B))
            %B(e=enum(A,B)) → %B(e=enum(A,B))
            %"b c"(enum("b c")) → %"b c"(enum("b c"))
            error( error ("x")) → error(error("x"))
            error(null(string)) → null(error(string))
            <{a:foo=[int8],b:foo}> → <{a:foo=[int8],b:foo}>
            <(string,int8,{a:int8})> → <(int8,string,{a:int8})>
            1((string,int64)) → 1((int64,string))
            null((string,int64)) → null((int64,string))
            1(int32)((int32,string))((bool,(int32,string))) → 1(int32)((int32,string))((bool,(int32,string)))
            80(port=uint16) → 80(port=uint16)
            80(="a port") → 80(="a port")
            80(="7") → 80
            [80(=port),81(port)] → [80(=port),81(port)]
            {a:80(7=uint16),b:[1](8=[7])} → {a:80(uint16),b:[1(uint16)]}
            1((int64,string))(=u) → 1(u=(int64,string))
            {a:80(port=uint16)}(({a:port},string)) → {a:80(port=uint16)}((string,{a:port}))
            {a:1(port)}(({a:port=uint16},string)) → {a:1(port=uint16)}((string,{a:port}))
            {a:1(=foo),b:{c:1(int32)}(=foo)} → {a:1(=foo),b:{c:1(int32)}(=foo)}
            {a:[](foo=[int32])} → {a:[](foo=[int32])}
            {a:<1=int64>,b:2(1)} → {a:<int64>,b:2}
            /* c */ 1 // one → 1
            """)
    void valuesAreWrittenInTheirOwnForm(String text, String expected) {
        assertEquals(expected, Zson.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            foo → ZSON syntax error at line 1, column 1
            1 ? → ZSON syntax error at line 1, column 3
            1 2 → parse error: a value is followed by another one
            {a → parse error: unexpected end of input at line 1, column 3
            {a: → parse error: unexpected end of input at line 1, column 4
            {a:} → ZSON syntax error at line 1, column 4
            {a 1} → parse error: no type name found for field "a" at line 1, column 4
            {a.b:1} → malformed identifier at line 1, column 2
            {1:2} → parse error: mismatched braces while parsing record type at line 1, column 2
            [1 → parse error: unexpected end of input at line 1, column 3
            [1;2] → parse error: mismatched brackets while parsing array type at line 1, column 3
            |[1] → parse error: unexpected end of input at line 1, column 5
            |[1] | → parse error: mismatched closing bracket while parsing set value at line 1, column 5
            | [1]| → parse error: no '|[' or '|{' type bracket at '|' character at line 1, column 2
            |{1}| → parse error: no colon found after map key while parsing map entry at line 1, column 4
            "abc → parse error: string literal: no end quote at line 1, column 1
            "\\x" → parse error: string literal: illegal escape (\\x) at line 1, column 3
            "\\u12g4" → parse error: string literal: invalid hex digits in \\u escape at line 1, column 6
            0x123 → odd length hex string at line 1, column 1
            1.2.3 → ZSON syntax error at line 1, column 1
            1.2.3.4/33 → ZSON syntax error at line 1, column 1
            01.2.3.4 → ZSON syntax error at line 1, column 1
            ::1::2 → ZSON syntax error at line 1, column 1
            1e999 → ZSON syntax error at line 1, column 1
            300y → invalid duration: 300y at line 1, column 1
            1.5.5s → invalid duration: 1.5.5s at line 1, column 1
            2021-02-29T00:00:00Z → invalid ISO time: 2021-02-29T00:00:00Z at line 1, column 1
            9999-12-17T16:37:21Z → time overflow: 9999-12-17T16:37:21Z (max: 2262-04-11T23:47:16Z) at line 1, column 1
            1(foo) → no such type name: "foo"
            300(uint8) → invalid unsigned integer: 300 (out of range for uint8) at line 1, column 5
            -1(uint8) → invalid unsigned integer: -1 at line 1, column 4
            128(int8) → invalid integer: 128 (out of range for int8) at line 1, column 5
            1e39(float32) → invalid floating point: 1e39 at line 1, column 6
            1.5(int64) → type mismatch: "float64" cannot be used as "int64" at line 1, column 5
            "x"({a:int8}) → type mismatch: "string" cannot be used as "{a:int8}" at line 1, column 5
            {a:1}({a:int32,b:int32}) → record decorator fields (2) mismatched with value fields (1) at line 1, column 7
            1(int32)(int64) → decorator conflict enclosing context "int64" and decorator cast "int32" at line 1, column 10
            true((int64,string)) → type "bool" is not in union type "(int64,string)" at line 1, column 6
            %A → identifier "A" must be enum and requires decorator at line 1, column 3
            %C(enum(A,B)) → symbol "C" not a member of type "enum(A,B)"
            1(=int64) → bad type name "int64": primitive type name at line 1, column 3
            <[]> → parse error: couldn't parse type at line 1, column 3
            <(int64)> → parse error: type list not found parsing union type at '(' at line 1, column 8
            <{a:int8,a:int8}> → duplicate field: "a" at line 1, column 18
            /* x → parse error: comment without end at line 1, column 1
            """)
    void errorsSayWhatAndWhere(String text, String expected) {
        var problem = assertThrows(InputException.class, () -> Zson.parse(text));
        assertEquals(expected, problem.getMessage());
    }

    @Test
    void theLineIsCounted() {
        var problem = assertThrows(InputException.class, () -> Zson.parse("\n{a:1,\n  b:?}"));
        assertEquals("ZSON syntax error at line 3, column 5", problem.getMessage());
        assertEquals("ZSON syntax error", problem.problem());
    }

    @Test
    void nestingIsBounded() {
        for (var open : new String[] {"[", "{a:", "|[", "|{1:", "error(", "<[", "<{a:", "1("}) {
            var text = open.substring(0, 1) + open.repeat(100_000);
            assertThrows(InputException.class, () -> Zson.parse(text), open);
        }
        assertThrows(InputException.class, () -> Zson.parse("1" + "(int64)".repeat(100_000)));
        int depth = Type.MAX_DEPTH - 1;
        var deepest = "[".repeat(depth) + "1" + "]".repeat(depth);
        assertEquals(deepest, Zson.parse(deepest).toString());
    }

    /// Whatever is wrong with a text, it is said: never with another exception, never not at all.
    @Test
    void damagedTextsAreRefusedOrRead() {
        var random = new Random(1);
        int refused = 0;
        for (int seed = 0; seed < 400; seed++) {
            var data = RandomData.ofText(seed);
            var rows = data.rows(data.type(3), 3);
            var text = Value.of(rows, 0) + "\n" + Value.of(rows, 1) + "\n" + Value.of(rows, 2);
            byte[] whole = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 20; i++) {
                byte[] copy = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
                copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
                try {
                    var reader = new ZsonReader(new ByteArrayInputStream(copy));
                    while (reader.next(new MixedBuilder())) {
                        // Read on to the end.
                    }
                } catch (TarnException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 1000, "refused " + refused);
    }
}
