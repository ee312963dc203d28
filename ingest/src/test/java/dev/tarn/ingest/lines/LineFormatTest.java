package dev.tarn.ingest.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.ScanRequest;
import dev.tarn.model.Value;
import dev.tarn.model.zson.Zson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final String TS = "{ts:2026-11-21T10:00:00Z,";

    private static String records(LineFormat format, String text) {
        var lines = new ArrayList<String>();
        try (var scan = format.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), CLOCK).open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (var batch : morsel.get().decode()) {
                    for (int i = 0; i < batch.length(); i++) {
                        String zson = Zson.format(Value.of(batch, i));
                        assertTrue(zson.startsWith(TS), zson);
                        lines.add(zson.substring(TS.length()));
                    }
                }
            }
        }
        return String.join("\n", lines);
    }

    /// Lines as bpftrace 0.17 printed them.
    @Test
    void readsWhatBpftracePrints() {
        assertEquals("""
                probes:1}(=bt_probes)
                data:"hi x\\n"}(=bt_printf)
                data:"/bin/echo a\\"b c\\nd"}(=bt_join)
                value:5}(=bt_value)
                value:[1,"a",[2,3]]}(=bt_value)
                name:"@a",key:null([string]),stacks:[]([[string]]),count:null(int64),average:7,total:null(int64)}(=bt_stats)
                name:"@c",key:null([string]),stacks:[]([[string]]),value:3}(=bt_map)
                name:"@h",key:["bash"],stacks:[]([[string]]),buckets:[{lo:4,hi:8,count:1(uint64)}]}(=bt_hist)
                name:"@k",key:["a","b","1"],stacks:[]([[string]]),value:2}(=bt_map)
                name:"@l",key:null([string]),stacks:[]([[string]]),buckets:[{lo:null(int64),hi:0,count:2(uint64)},{lo:0,hi:10,count:1(uint64)},{lo:100,hi:null(int64),count:3(uint64)}]}(=bt_hist)
                name:"@s",key:null([string]),stacks:[]([[string]]),count:1,average:4,total:4}(=bt_stats)
                name:"@st",key:["bpftrace"],stacks:[["do_syscall_64","entry_SYSCALL_64_after_hwframe"]],value:1}(=bt_map)
                tool:"bpftrace",cpu:null(int32),cause:"perf buffer full",count:5377(uint64)}(=lost)""",
                records(LineFormat.BPFTRACE, """
                {"type": "attached_probes", "data": {"probes": 1}}
                {"type": "printf", "data": "hi x\\n"}

                {"type": "join", "data": "/bin/echo a\\"b c\\nd"}
                {"type": "value", "data": 5}
                {"type": "value", "data": [1,"a",[2,3]]}
                {"type": "stats", "data": {"@a": 7}}
                {"type": "map", "data": {"@c": 3}}

                {"type": "hist", "data": {"@h": {"bash": [{"min": 4, "max": 7, "count": 1}]}}}
                {"type": "map", "data": {"@k": {"a,b,1": 2}}}
                {"type": "lhist", "data": {"@l": [{"max": -1, "count": 2}, {"min": 0, "max": 9, "count": 1}, {"min": 100, "count": 3}]}}
                {"type": "stats", "data": {"@s": {"count": 1, "average": 4, "total": 4}}}
                {"type": "map", "data": {"@st": {"\\n    do_syscall_64+113\\n    entry_SYSCALL_64_after_hwframe+118\\n,bpftrace": 1}}}
                {"type": "lost_events", "data": {"events": 5377}}
                """));
    }

    @Test
    void takesRecordsThatAProgramPrintsItself() {
        assertEquals("pid:7,comm:\"x\"}\nname:\"a\"}(=exec)", records(LineFormat.BPFTRACE, """
                {"type": "printf", "data": "{\\"pid\\":7,\\"comm\\":\\"x\\"}\\n"}
                {"type": "printf", "data": "{name:\\"a\\"}(=exec)\\n"}
                """));
    }

    @Test
    void survivesWhatIsNoJson() {
        assertEquals("data:\"caf\u00e9 \ufffd\"}(=bt_printf)\ndata:\"{\\\"type\\\": \\\"tuple\\\", \\\"data\\\": (No such file)}\"}(=bt_text)",
                records(LineFormat.BPFTRACE, """
                {"type": "printf", "data": "caf\\uffffffc3\\uffffffa9 \\uffffffe9"}
                {"type": "tuple", "data": (No such file)}
                """));
    }

    @Test
    void readsTables() {
        assertEquals("""
                pcomm:"service",pid:828567,ppid:6009,ret:0,args:"/usr/sbin/service --status-all"}(=execsnoop)
                pcomm:"basename",pid:828568,ppid:828567,ret:0,args:""}(=execsnoop)
                pcomm:"C2 CompilerThre",pid:12,ppid:1,ret:-2,args:"a b"}(=execsnoop)""",
                records(LineFormat.BCC, """
                PCOMM            PID    PPID   RET ARGS
                service          828567 6009     0 /usr/sbin/service --status-all
                basename         828568 828567   0
                C2 CompilerThre  12     1       -2 a b
                """));
        assertEquals("""
                pid:1740,comm:"java",laddr:"127.0.0.1",lport:46644,raddr:"127.0.0.1",rport:39885,tx_kb:12,rx_kb:53,ms:1.03ms}(=tcplife)
                text:"Tracing FS operations slower than 10 ms... Hit Ctrl-C to end."}(=bcc_text)
                time:"10:10:04",comm:"dd",pid:77,t:"S",bytes:0,off_kb:0,lat:12.5ms,filename:"some file"}(=fsslower)
                tool:"bcc",cpu:1(int32),cause:"perf buffer full",count:123(uint64)}(=lost)""",
                records(LineFormat.BCC, """
                PID     COMM             LADDR           LPORT RADDR           RPORT TX_KB  RX_KB  MS
                1740    java             127.0.0.1       46644 127.0.0.1       39885 12     53     1.03
                """) + "\n" + records(LineFormat.BCC, """
                Tracing FS operations slower than 10 ms... Hit Ctrl-C to end.
                TIME     COMM           PID    T BYTES   OFF_KB   LAT(ms) FILENAME
                10:10:04 dd             77     S 0       0          12.50 some file
                Lost 123 events on CPU #1!
                """));
    }

    @Test
    void readsColumnsThatAreRightAlignedOrTooLong() {
        assertEquals("hits:1132,misses:0,dirties:4,hitratio:\"100.00%\",buffers_mb:277,cached_mb:4367}(=cachestat)\n"
                        + "pid:12345678,comm:\"a\",fd:3,err:0,path:\"/etc/x y\"}(=opensnoop)",
                records(LineFormat.BCC, """
                    HITS   MISSES  DIRTIES HITRATIO   BUFFERS_MB  CACHED_MB
                    1132        0        4  100.00%          277       4367
                PID    COMM              FD ERR PATH
                12345678 a                 3   0 /etc/x y
                """));
    }

    @Test
    void readsHistograms() {
        assertEquals("""
                text:"disk = vda"}(=bcc_text)
                title:"disk = vda",unit:"usecs",buckets:[{lo:0s,hi:2us,count:1403(uint64)},{lo:2us,hi:4us,count:923(uint64)}]}(=bcc_hist)
                title:"disk = vda",unit:"kbytes",buckets:[{lo:0,hi:2,count:5(uint64)}]}(=bcc_hist)""",
                records(LineFormat.BCC, """
                disk = vda
                     usecs               : count    distribution
                         0 -> 1          : 1403     |****************************************|
                         2 -> 3          : 923      |**************************              |

                     kbytes              : count    distribution
                         0 -> 1          : 5        |****************************************|
                """));
    }

    @Test
    void knowsItsNames() {
        assertEquals(List.of(Optional.of(LineFormat.BCC), Optional.empty()), List.of(LineFormat.named("bcc"), LineFormat.named("json")));
    }
}
