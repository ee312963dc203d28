package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Every shape that C has, from a program on the running kernel to records. The source is `src/test/bpf/shapes.bpf.c`.
class ShapesTest {
    private static final String EXPECTED = """
            {i8:-8(int8),u8_:200(uint8),i16:-300(int16),u16_:60000(uint16),i32:-70000(int32),u32_:4000000000(uint32),\
            i64:-5000000000,u64_:18446744073709551615(uint64),yes:true,no:false,f32:1.5(float32),f64:-2.5,\
            pointer:18446462599038260856(uint64),qualified:42(uint32)}(=numbers)
            {name:"tarn",full:"full",bad:"a\uFFFD\u00e9z",odd:"0123456789a",bytes:0x010203,lines:["one","two"],\
            counts:[1(uint16),2(uint16),3(uint16)]}(=texts)
            {took:1.5s,four:127.0.0.1,six:2001:db8::1,mapped:10.0.0.1,port:443(uint16),port_be:443(uint16),\
            mac:"00:1b:21:ab:cd:ef",device:"8:1",error:"ENOENT",none:null(string),signal:"SIGKILL",call:"getpgid",tagged:250ns,\
            "other name":6(uint32)}(=meanings)
            """
            + nested("%GREEN(color=enum(RED,GREEN,BLUE))", "kind:0(uint32),chosen:{number:77(uint32)}")
            // 99 is no color: such a record has integers for all its enums.
            + nested("99(uint32)", "kind:1(uint32),chosen:{point:{x:0,y:-9}(point)}")
                    .replace("[%BLUE(color),%RED(color)]", "[6(uint32),0(uint32)]")
                    .replace("%SECOND(enum(FIRST,SECOND))", "1(uint32)")
                    .replace("%GREEN(color)", "5(uint8)")
            + nested("%RED(color=enum(RED,GREEN,BLUE))", "kind:2(uint32),chosen:{text:\"union\"}")
            + nested("%BLUE(color=enum(RED,GREEN,BLUE))", "kind:3(uint32),chosen:null")
            + """
            {text:"hello",cut:"caf…",bytes:0x6865,argv:["a","bc",""],argv_cut:["a","bc…"],nowhere:null(string),data:"hello"}(=located)
            {before:1(uint32),points:[{x:1(int32),y:2(int32)}(=point),{x:3,y:4}(point)]}(=tail)
            {text:"tail"}(=text_tail)
            """;

    private static String nested(String color, String chosen) {
        return "{at:{x:-1(int32),y:2(int32)}(=point),inner:3(uint32),deeper:4(uint32),corners:[{x:10,y:11}(point),{x:20,y:21}(point)],color:"
                + color + ",colors:[%BLUE(color),%RED(color)],unnamed:%SECOND(enum(FIRST,SECOND)),low:5(uint8),middle:4097(uint16),"
                + "high:65535(uint16),negative:-3(int8),flag:true,small:%GREEN(color)," + chosen
                + "(({number:uint32},{point:point},{text:string})),raw:0x01020304}(=inside)\n";
    }

    @Test
    void becomeRecords() throws Exception {
        try (var recording = Recording.of(CollectorOptions.DEFAULTS.withIncludeSelf(true), TestObjects.tool("shapes", 1 << 16))) {
            OwnCalls.shapes();
            var records = recording.end();
            var shapes = records.stream().filter(Recording.named("lost").negate()).toList();
            assertEquals(EXPECTED, String.join("\n", Recording.zson(shapes)) + "\n");
            assertEquals(1, recording.collector().statistics().tools().getFirst().repairedTexts());
            assertEquals(List.of(new Loss("shapes", OptionalInt.empty(), "unknown event", 1)),
                    recording.collector().statistics().tools().getFirst().losses());
        }
    }
}
