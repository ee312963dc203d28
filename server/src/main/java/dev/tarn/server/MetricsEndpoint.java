package dev.tarn.server;

import dev.tarn.server.metrics.Exposition;
import dev.tarn.server.metrics.MetricSource;
import dev.tarn.server.metrics.ProcessMetrics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Answers `/metrics` with the figures of the process and of what is added.
final class MetricsEndpoint {
    private final String version;
    private final List<MetricSource> sources = new CopyOnWriteArrayList<>(List.of(new ProcessMetrics()));

    MetricsEndpoint(String version) {
        this.version = version;
    }

    /// Adds the route.
    void addTo(Router router) {
        router.add("*", "/metrics", this::answer);
    }

    void add(MetricSource source) {
        sources.add(source);
    }

    private void answer(Exchange exchange) throws IOException {
        var out = new Exposition();
        out.gauge("tarn_build_info", "The version of Tarn.").value(1, "version", version);
        sources.forEach(source -> source.collect(out));
        exchange.answer(200, Exposition.CONTENT_TYPE, out.toString());
    }
}
