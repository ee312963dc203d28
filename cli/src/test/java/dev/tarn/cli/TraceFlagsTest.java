package dev.tarn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceFlagsTest {
    private static List<String> remote(Map<String, String> environment, String... arguments) throws Exception {
        var set = new FlagSet();
        var flags = new TraceFlags(set);
        return flags.remoteCommand(set.parse(List.of(arguments)), environment);
    }

    @Test
    void makeTheCommandForAnotherHost() throws Exception {
        assertEquals(List.of("ssh", "-o", "ServerAliveInterval=10", "me@there", "zed trace -to - -untilend exec stack function=tcp_sendmsg"),
                remote(Map.of(), "-on", "me@there", "-for", "5s", "exec", "stack", "function=tcp_sendmsg"));
        assertEquals("zed trace -list", remote(Map.of(), "-on", "there", "-list").getLast());
        assertEquals("zed trace -check exec open", remote(Map.of(), "-on", "there", "-check", "exec", "open").getLast());
    }

    @Test
    void quoteWhatTheOtherShellWouldTakeApart() throws Exception {
        assertEquals(List.of("my ssh", "there", "/opt/zed trace -to - -untilend -redact 'pass(word)?=\\S+' -bpftrace 'BEGIN { printf(\"it'\\''s\"); }'"),
                remote(Map.of("TARN_SSH", "my ssh", "TARN_REMOTE", "/opt/zed"),
                        "-on", "there", "-redact", "pass(word)?=\\S+", "-bpftrace", "BEGIN { printf(\"it's\"); }"));
    }

    @Test
    void refuseFilesOfThisHostOnAnother() {
        assertThrows(UsageException.class, () -> remote(Map.of(), "-on", "there", "-program", "x.bpf.o"));
    }
}
