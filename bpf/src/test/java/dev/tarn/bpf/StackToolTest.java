package dev.tarn.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tarn.model.UnsupportedException;
import dev.tarn.model.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The tool `stack` on the running kernel.
class StackToolTest {
    private static final CollectorOptions SELF = CollectorOptions.DEFAULTS.withIncludeSelf(true);
    private static final int MESSAGES = 300;

    /// Sends small messages through TCP on the loopback device, each answered, so that none waits to be sent with the next.
    private static void traffic() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                var accepted = server.accept()) {
            client.setTcpNoDelay(true);
            accepted.setTcpNoDelay(true);
            for (int i = 0; i < MESSAGES; i++) {
                client.getOutputStream().write(i);
                accepted.getOutputStream().write(accepted.getInputStream().read());
                client.getInputStream().read();
            }
        }
    }

    private static List<String> frames(Value stack, String field) {
        return stack.field(field).orElseThrow().elements().stream().map(Value::asString).toList();
    }

    private static List<Value> ofThisProcess(List<Value> records) {
        return records.stream().filter(Recording.named("stack"))
                .filter(stack -> stack.field("pid").orElseThrow().asLong() == ProcessHandle.current().pid()).toList();
    }

    private static long count(List<Value> stacks) {
        return stacks.stream().mapToLong(stack -> stack.field("count").orElseThrow().asLong()).sum();
    }

    @Test
    void countsStacksThatBeginWithTheFunction() throws Exception {
        try (var recording = Recording.of(SELF, Tools.named("stack"))) {
            traffic();
            // Over the end of an interval, so that the counts of two of them must add up.
            Thread.sleep(1100);
            traffic();
            var stacks = ofThisProcess(recording.end());
            assertTrue(stacks.stream().allMatch(stack -> frames(stack, "stack").getFirst().equals("ip_output")), stacks::toString);
            var sent = stacks.stream().filter(stack -> frames(stack, "stack").contains("__tcp_transmit_skb")).toList();
            var sending = sent.stream().filter(stack -> frames(stack, "stack").contains("tcp_sendmsg")).toList();
            assertTrue(count(sending) >= 2 * 2 * MESSAGES, () -> "packets of 2 runs of 2 x " + MESSAGES + " messages: " + count(sending));
            assertTrue(sending.stream().anyMatch(stack -> frames(stack, "stack").get(1).endsWith("ip_queue_xmit")));
            assertTrue(sending.stream().map(stack -> stack.field("ts").orElseThrow().asLong()).distinct().count() >= 2, "two intervals");
            assertTrue(sending.stream().anyMatch(stack -> frames(stack, "ustack").getFirst().matches("(__libc_|__)?(send|sendto|write)")),
                    () -> frames(sending.getFirst(), "ustack").toString());
            assertTrue(sending.getFirst().type().toString().startsWith(
                    "stack={ts:time,name:string,ustack:[string],stack:[string],count:int64,"), () -> sending.getFirst().type().toString());
            assertEquals(0, recording.collector().statistics().lost());
        }
    }

    @Test
    void beginsWithAnotherFunctionIfAsked() throws Exception {
        try (var recording = Recording.of(SELF, Tools.named("stack").with("function", "__tcp_transmit_skb"))) {
            traffic();
            var stacks = ofThisProcess(recording.end());
            assertTrue(count(stacks) >= 2 * MESSAGES, () -> "packets: " + count(stacks));
            assertTrue(stacks.stream().allMatch(stack -> frames(stack, "stack").getFirst().equals("__tcp_transmit_skb")));
        }
    }

    @Test
    void countsAtATracepoint() throws Exception {
        try (var recording = Recording.of(SELF, Tools.named("stack").with("tracepoint", "sched:sched_process_exec").with("comm", "true"))) {
            Workload.shell("for i in {1..40}; do /bin/true; done");
            var stacks = Workload.named(recording.end(), "stack");
            assertEquals(40, count(stacks));
            assertTrue(stacks.stream().allMatch(stack -> frames(stack, "stack").contains("bprm_execve")), stacks::toString);
        }
    }

    @Test
    void countsAFunctionOfALibrary() throws Exception {
        Workload.assumeInstalled("getent");
        try (var recording = Recording.of(SELF, Tools.named("stack").with("uprobe", "libc.so.6:getaddrinfo").with("comm", "getent"))) {
            Workload.shell("for i in {1..5}; do getent ahosts localhost; done");
            var stacks = Workload.named(recording.end(), "stack");
            assertEquals(5, count(stacks));
        }
    }

    @Test
    void saysWhereThereAreNoKprobes() {
        Recording.assumeHost();
        assumeFalse(Files.exists(Path.of("/sys/bus/event_source/devices/kprobe")), "this kernel has kprobes");
        try (var collector = Collector.open(SELF)) {
            var failure = assertThrows(UnsupportedException.class,
                    () -> collector.attach(Tools.named("stack").with("kprobe", "vfs_fsync")));
            assertEquals("tool stack: kprobe vfs_fsync: the kernel is built without kprobes", failure.getMessage());
        }
    }

    @Test
    void saysWhichFunctionThereIsNot() {
        Recording.assumeHost();
        try (var collector = Collector.open(SELF)) {
            var failure = assertThrows(UnsupportedException.class,
                    () -> collector.attach(Tools.named("stack").with("function", "no_such_function")));
            assertTrue(failure.getMessage().contains("no function no_such_function in /proc/kallsyms"), failure.getMessage());
        }
    }
}
