package dev.tarn.model.zjson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.InputException;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.TarnException;
import dev.tarn.model.Value;
import dev.tarn.model.random.RandomData;
import dev.tarn.model.random.Reencoded;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.ZsonSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZjsonTest {
    private static byte[] write(Vector... batches) {
        var out = new ByteArrayOutputStream();
        try (var writer = new ZjsonWriter(out)) {
            for (var batch : batches) {
                writer.write(batch);
            }
        }
        return out.toByteArray();
    }

    private static List<Value> read(byte[] text) {
        var values = new ArrayList<Value>();
        try (var scan = new ZjsonSource(new ByteArrayInputStream(text)).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                morsel.get().decode().forEach(batch -> values.addAll(values(batch)));
            }
        }
        return values;
    }

    private static List<Value> values(Vector batch) {
        var values = new ArrayList<Value>();
        for (int row = 0; row < batch.length(); row++) {
            values.add(Value.of(batch, row));
        }
        return values;
    }

    private static Vector someValues(int seed, int count) {
        var random = RandomData.ofText(seed);
        var types = new ArrayList<Type>();
        for (int i = 0; i <= random.below(5); i++) {
            types.add(random.type(3));
        }
        return random.mixed(types, count);
    }

    @Test
    void valuesOfAnyTypeComeBackTheSame() {
        for (int seed = 0; seed < 100; seed++) {
            var batch = someValues(seed, 40);
            assertEquals(values(batch), read(write(batch)), "seed " + seed);
        }
    }

    @Test
    void encodingsMakeNoDifference() {
        for (int seed = 0; seed < 30; seed++) {
            var batch = someValues(seed, 60);
            assertArrayEquals(write(batch), write(Reencoded.flat(batch)), "seed " + seed);
            assertArrayEquals(write(batch), write(Reencoded.encoded(batch)), "seed " + seed);
        }
    }

    @Test
    void everyTruncationAndEveryChangedByteEndsInValuesOrAnError() {
        for (int seed = 0; seed < 3; seed++) {
            byte[] text = write(someValues(seed, 4));
            for (int length = 0; length < text.length; length += 3) {
                readOrRefuse(Arrays.copyOf(text, length));
            }
            for (int at = 0; at < text.length; at++) {
                for (int change : new int[] {0x01, 0x10, 0xff}) {
                    byte[] changed = text.clone();
                    changed[at] ^= (byte) change;
                    readOrRefuse(changed);
                }
            }
        }
    }

    private static void readOrRefuse(byte[] text) {
        try {
            read(text).forEach(Value::body);
        } catch (TarnException e) {
            assertTrue(!e.getMessage().isBlank());
        }
    }

    @Test
    void typesAreNumberedInsideOutAndReferredToAfterwards() {
        assertEquals("""
                {"type":{"kind":"record","id":31,"fields":[{"name":"r","type":{"kind":"record","id":30,"fields":[{"name":"a","type":\
                {"kind":"primitive","name":"int64"}}]}}]},"value":[["1"]]}
                {"type":{"kind":"ref","id":30},"value":["2"]}
                {"type":{"kind":"primitive","name":"type"},"value":{"kind":"ref","id":30}}
                {"type":{"kind":"named","id":32,"name":"n","type":{"kind":"ref","id":30}},"value":["3"]}
                {"type":{"kind":"array","id":34,"type":{"kind":"union","id":33,"types":[{"kind":"primitive","name":"int64"},\
                {"kind":"primitive","name":"string"}]}},"value":[["0","1"],["1","<"],null]}
                {"type":{"kind":"record","id":35,"fields":null},"value":[]}
                """.replace("<", "\\u003c"),
            ofZson("{r:{a:1}} {a:2} <{a:int64}> {a:3}(=n) [1,\"<\",null] {}"));
    }

    private static String ofZson(String zson) {
        var out = new ByteArrayOutputStream();
        try (var scan = ZsonSource.of(zson.getBytes(StandardCharsets.UTF_8)).open(ScanRequest.EVERYTHING);
                var writer = new ZjsonWriter(out)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                morsel.get().decode().forEach(writer::write);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tagsOfUnionsCountMembersInTheirOrderAsTypes() {
        assertEquals("[123(int32)((int32,string))]", read("""
                {"type":{"kind":"union","id":1,"types":[{"kind":"primitive","name":"string"},{"kind":"primitive","name":"int32"}]},
                 "value":["0","123"]}""".getBytes(StandardCharsets.UTF_8)).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':1}                                                      | a type is not an object at line 1, column 9
            {'type':{'kind':'foo'},'value':'1'}                             | unknown kind of type "foo"
            {'type':{'kind':'ref','id':77},'value':'1'}                     | ZJSON unknown type reference: 77
            {'type':{'kind':'primitive','name':'int64'},'value':'x'}        | invalid int64: "x"
            {'type':{'kind':'primitive','name':'uint8'},'value':'300'}      | invalid unsigned integer: 300
            {'type':{'kind':'primitive','name':'int64'},'value':'1 2'}      | invalid int64: "1 2"
            {'type':{'kind':'primitive','name':'int64'},'value':'null'}     | invalid int64: "null"
            {'type':{'kind':'primitive','name':'int64'},'value':1}          | ZJSON primitive value is not a JSON string
            {'type':{'kind':'primitive','name':'int'},'value':'1'}          | unknown primitive type "int"
            {'type':{'kind':'array','id':1,'type':{'kind':'primitive','name':'ip'}},'value':'1'} | ZJSON array value must be a JSON array
            {'type':{'kind':'enum','id':1,'symbols':['a']},'value':'1'}     | bad index for ZJSON enum value: expected 0 to 0, found "1"
            {'type':{'kind':'union','id':1,'types':[]},'value':['1','']}    | a union without members
            {'type':{'kind':'record','id':1,'fields':null},'value':['1']}   | a record has 1 values for 0 fields
            {'value':'1'}                                                   | expected an object with "type" and "value"
            [1]                                                             | expected an object with "type" and "value"
            xyz                                                             | invalid JSON: expected a value, found 'x'
            {'type':                                                        | unexpected end of JSON input
            """)
    void whatIsWrongIsSaid(String text, String message) {
        var bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var e = assertThrows(InputException.class, () -> read(bytes));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void deepNestingIsRefused() {
        var deep = "{\"type\":" + "[".repeat(1_000_000);
        assertThrows(InputException.class, () -> read(deep.getBytes(StandardCharsets.UTF_8)));
    }
}
