package dev.tarn.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.bpf.CollectorStatistics;
import dev.tarn.bpf.Loss;
import dev.tarn.bpf.ToolStatistics;
import dev.tarn.ingest.LiveWriter;
import dev.tarn.lake.Lake;
import dev.tarn.server.metrics.Exposition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    /// A sample as the format's specification has it.
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*})? (-?[0-9.]+(E-?[0-9]+)?|[+-]Inf|NaN)");

    private static final CollectorStatistics STATISTICS = new CollectorStatistics(List.of(
            new ToolStatistics("open", 1000, 64_000, 4_096, 1 << 20, 3, List.of("ring full", "map full"), List.of(
                    new Loss("open", OptionalInt.of(0), "ring full", 7), new Loss("open", OptionalInt.of(1), "ring full", 5),
                    new Loss("open", OptionalInt.empty(), "program busy", 1)))),
            20, Duration.ofMillis(1_500), Duration.ofMillis(12));

    private static HttpResponse<String> send(HttpClient http, int port, String method, String path, String body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static List<String> samples(String text, String prefix) {
        return text.lines().filter(line -> line.startsWith(prefix)).toList();
    }

    private static CollectorMetrics metrics(boolean recording) {
        return new CollectorMetrics(() -> STATISTICS, () -> new LiveWriter.Progress(900, 100, 3), () -> recording);
    }

    @Test
    void tellWhatTheServiceDoes(@TempDir Path folder) throws Exception {
        try (var lake = Lake.create(folder.resolve("lake")); var http = HttpClient.newHttpClient();
                var server = LakeServer.start(lake, ServerOptions.DEFAULT.withAddress("localhost:0"), "v0")) {
            int port = server.port();
            send(http, port, "POST", "/pool", "{name:\"p\"}");
            send(http, port, "POST", "/pool/p/branch/main", "{a:1}{a:2}");
            send(http, port, "POST", "/query", "{query:\"from p\"}");
            send(http, port, "POST", "/query", "{query:\"from p |\"}");
            send(http, port, "GET", "/pool/of\nno/name".replace("\n", "%0A"), "");
            var answer = send(http, port, "GET", "/metrics", "");
            assertEquals(200, answer.statusCode());
            assertEquals(Exposition.CONTENT_TYPE, answer.headers().firstValue("Content-Type").orElseThrow());
            String text = answer.body();
            assertTrue(text.contains("tarn_http_requests_total{route=\"/pool/{pool}/branch/{branch}\",method=\"POST\",code=\"200\"} 1\n"), text);
            assertTrue(text.contains("tarn_http_requests_total{route=\"/query\",method=\"POST\",code=\"400\"} 1\n"), text);
            assertTrue(text.contains("tarn_http_requests_total{route=\"unknown\",method=\"GET\",code=\"404\"} 1\n"), text);
            assertTrue(text.contains("tarn_http_request_duration_seconds_bucket{route=\"/query\",le=\"+Inf\"} 2\n"), text);
            assertTrue(text.contains("tarn_http_request_duration_seconds_count{route=\"/query\"} 2\n"), text);
            assertTrue(text.contains("tarn_queries_total{outcome=\"complete\"} 1\n"), text);
            assertTrue(text.contains("tarn_query_read_values_total 2\n"), text);
            assertTrue(text.contains("tarn_http_requests_running 1\n"), text);
            assertTrue(text.contains("tarn_build_info{version=\"v0\"} 1\n"), text);
            assertEquals(2, samples(text, "jvm_memory_used_bytes{").size());
            assertEquals(List.of(), samples(text, "tarn_collector"));
            checkFormat(text);
        }
    }

    @Test
    void tellWhatACollectorDoes() {
        var out = new Exposition();
        metrics(true).collect(out);
        String text = out.toString();
        checkFormat(text);
        assertEquals(List.of("tarn_collector_lost_events_total{tool=\"open\",cause=\"ring full\"} 12",
                "tarn_collector_lost_events_total{tool=\"open\",cause=\"map full\"} 0",
                "tarn_collector_lost_events_total{tool=\"open\",cause=\"program busy\"} 1"), samples(text, "tarn_collector_lost_events_total"));
        assertEquals(List.of("tarn_collector_events_total{tool=\"open\"} 1000"), samples(text, "tarn_collector_events_total"));
        assertEquals(List.of("tarn_collector_cpu_seconds_total 1.5"), samples(text, "tarn_collector_cpu_seconds_total"));
        assertEquals(List.of("tarn_collector_lag_seconds 0.012"), samples(text, "tarn_collector_lag_seconds"));
        assertEquals(List.of("tarn_collector_ring_pending_bytes{tool=\"open\"} 4096"), samples(text, "tarn_collector_ring_pending_bytes"));
        assertEquals(List.of("tarn_collector_committed_values_total 900"), samples(text, "tarn_collector_committed_values_total"));
        assertEquals(List.of("tarn_collector_recording 1"), samples(text, "tarn_collector_recording"));
    }

    @Test
    void ofACollectorAloneHaveAServiceOfTheirOwn() throws Exception {
        try (var http = HttpClient.newHttpClient();
                var server = MetricsServer.start(ServerOptions.DEFAULT.withAddress("localhost:0"), "v0", metrics(false))) {
            String text = send(http, server.port(), "GET", "/metrics", "").body();
            assertTrue(text.contains("tarn_collector_recording 0\n"), text);
            checkFormat(text);
            assertEquals("ok", send(http, server.port(), "GET", "/status", "").body());
            assertEquals(404, send(http, server.port(), "POST", "/query", "{query:\"yield 1\"}").statusCode());
        }
    }

    @Test
    void textsOfLabelsAreEscaped() {
        var out = new Exposition();
        out.gauge("a", "back\\slash\nline").value(0.25, "name", "quote\" back\\slash\nline").value(1e300, "name", "large");
        assertEquals("""
                # HELP a back\\\\slash\\nline
                # TYPE a gauge
                a{name="quote\\" back\\\\slash\\nline"} 0.25
                a{name="large"} 1.0E300
                """, out.toString());
        checkFormat(out.toString());
    }

    @Test
    void namesAreUsedOnceAndAsTheirKindWants() {
        var out = new Exposition();
        out.gauge("a", "");
        assertThrows(IllegalArgumentException.class, () -> out.gauge("a", ""));
        assertThrows(IllegalArgumentException.class, () -> out.counter("requests", ""));
        assertThrows(IllegalArgumentException.class, () -> out.gauge("not a name", ""));
    }

    /// Every line is in the format, samples follow the head of their family, and none is there twice.
    private static void checkFormat(String text) {
        Set<String> seen = new HashSet<>();
        String family = "";
        assertTrue(text.endsWith("\n"));
        for (String line : text.split("\n")) {
            if (line.startsWith("# ")) {
                family = line.split(" ")[2];
                continue;
            }
            var sample = SAMPLE.matcher(line);
            assertTrue(sample.matches(), line);
            assertTrue(sample.group(1).replaceAll("_(bucket|sum|count)$", "").equals(family) || sample.group(1).equals(family), line);
            assertTrue(seen.add(line.substring(0, line.lastIndexOf(' '))), "twice: " + line);
        }
    }
}
