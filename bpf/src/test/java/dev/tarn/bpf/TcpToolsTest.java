package dev.tarn.bpf;

import static dev.tarn.bpf.Workload.SELF;
import static dev.tarn.bpf.Workload.named;
import static dev.tarn.bpf.Workload.number;
import static dev.tarn.bpf.Workload.sum;
import static dev.tarn.bpf.Workload.text;
import static dev.tarn.bpf.Workload.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The tools that look at TCP and at name look-ups, on the running kernel.
class TcpToolsTest {
    private static final int SENT = 12_345;
    private static final int ANSWERED = 54_321;

    /// Sends from one end and answers from the other, and returns the port of the first.
    private static int converse(ServerSocket server) throws IOException {
        try (var client = new Socket(server.getInetAddress(), server.getLocalPort()); var accepted = server.accept()) {
            client.getOutputStream().write(new byte[SENT]);
            assertEquals(SENT, accepted.getInputStream().readNBytes(SENT).length);
            accepted.getOutputStream().write(new byte[ANSWERED]);
            assertEquals(ANSWERED, client.getInputStream().readNBytes(ANSWERED).length);
            return client.getLocalPort();
        }
    }

    @Test
    void recordsConnectionsWithTheirBytes() throws Exception {
        for (var loopback : List.of("127.0.0.1", "::1")) {
            try (var recording = Recording.of(SELF, Tools.named("tcplife"));
                    var server = new ServerSocket(0, 1, InetAddress.getByName(loopback))) {
                int port = converse(server);
                Thread.sleep(100);
                var records = named(recording.end(), "tcplife");
                String address = loopback.equals("::1") ? "::1" : "127.0.0.1";
                var client = records.stream().filter(life -> number(life, "lport") == port).toList();
                var accepted = records.stream().filter(life -> number(life, "rport") == port).toList();
                assertEquals(1, client.size(), records::toString);
                assertEquals(1, accepted.size(), records::toString);
                assertEquals(server.getLocalPort(), number(client.getFirst(), "rport"));
                assertTrue(client.getFirst().toString().contains("laddr:" + address + ",") && client.getFirst().toString().contains("raddr:" + address + ","),
                        client::toString);
                assertEquals(List.of((long) SENT, (long) ANSWERED),
                        List.of(number(client.getFirst(), "sent"), number(client.getFirst(), "received")));
                assertEquals(List.of((long) ANSWERED, (long) SENT),
                        List.of(number(accepted.getFirst(), "sent"), number(accepted.getFirst(), "received")));
                assertEquals(Workload.PID, number(client.getFirst(), "pid"));
                assertTrue(number(client.getFirst(), "duration") > 0 && number(client.getFirst(), "duration") < 10_000_000_000L);
            }
        }
    }

    @Test
    void recordsRefusedConnections() throws Exception {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        try (var recording = Recording.of(SELF, Workload.ofThisProcess("tcplife"))) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                throw new AssertionError("connected to " + socket);
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("refused"), e::getMessage);
            }
            var records = named(recording.end(), "tcplife").stream().filter(life -> number(life, "rport") == port).toList();
            assertEquals(List.of("SYN_SENT"), records.stream().map(life -> text(life, "last")).toList());
        }
    }

    @Test
    void recordsPacketsSentAgain() throws Exception {
        Workload.assumeInstalled("unshare", "ip", "timeout");
        // A network of its own with a neighbour that has an address and does not answer.
        String script = """
                unshare -n bash -ec '
                ip link add v0 type veth peer name v1
                ip address add 10.9.8.1/24 dev v0
                ip link set v0 up
                ip link set v1 up
                ip neighbour add 10.9.8.2 lladdr 02:00:00:00:00:02 dev v0 nud permanent
                timeout 4 bash -c "exec 3<>/dev/tcp/10.9.8.2/80" || echo no answer'
                """;
        try (var recording = Recording.of(SELF, Tools.named("tcpretrans"))) {
            String output = Workload.shell(script);
            org.junit.jupiter.api.Assumptions.assumeTrue(output.contains("no answer"), () -> "no network of its own: " + output);
            var records = named(recording.end(), "tcpretrans").stream()
                    .filter(again -> again.toString().contains("raddr:10.9.8.2,")).toList();
            // After one second and after three; newer kernels try sooner and more often.
            assertTrue(records.size() >= 2 && records.size() <= 8, records::toString);
            for (int i = 0; i < records.size(); i++) {
                var again = records.get(i);
                assertEquals(List.of("packet", "SYN_SENT", "bash"), List.of(text(again, "kind"), text(again, "state"), text(again, "comm")));
                assertEquals(80, number(again, "rport"));
                assertTrue(again.toString().contains("laddr:10.9.8.1,") && number(again, "pid") > 0, again::toString);
            }
        }
    }

    @Test
    void recordsNameLookUps() throws Exception {
        Workload.assumeInstalled("getent");
        try (var recording = Recording.of(SELF, Tools.named("dns"))) {
            Workload.shell("getent ahosts localhost; getent ahosts tarn-test.invalid");
            var records = with(named(recording.end(), "dns"), "comm", "getent");
            assertEquals(List.of("localhost", "tarn-test.invalid"), records.stream().map(dns -> text(dns, "host")).toList());
            assertEquals("ok", text(records.getFirst(), "result"));
            assertTrue(text(records.getLast(), "result").startsWith("EAI_"), records::toString);
            assertTrue(records.stream().allMatch(dns -> number(dns, "latency") > 0));
        }
    }
}
