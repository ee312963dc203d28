package dev.tarn.server.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Counts requests, by route, method and status, and how long they took. Used by any thread.
///
/// Routes and methods are those that the service knows: a client cannot make it remember names of its own.
public final class RequestMetrics implements MetricSource {
    /// The route of requests for paths that no route has.
    public static final String UNKNOWN_ROUTE = "unknown";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final double[] BOUNDS_SECONDS = {0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 60};

    private record Key(String route, String method, int status) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byRoute = route.compareTo(other.route);
            int byMethod = byRoute != 0 ? byRoute : method.compareTo(other.method);
            return byMethod != 0 ? byMethod : Integer.compare(status, other.status);
        }
    }

    private static final class Durations {
        private final long[] counts = new long[BOUNDS_SECONDS.length];
        private long count;
        private long nanos;

        synchronized void add(long durationNanos) {
            for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
                counts[i] += durationNanos <= BOUNDS_SECONDS[i] * TimeUnit.SECONDS.toNanos(1) ? 1 : 0;
            }
            count++;
            nanos += durationNanos;
        }

        synchronized void write(Exposition.Family out, String route) {
            Map<Double, Long> buckets = new LinkedHashMap<>();
            for (int i = 0; i < counts.length; i++) {
                buckets.put(BOUNDS_SECONDS[i], counts[i]);
            }
            out.distribution(buckets, count, nanos / 1e9, "route", route);
        }
    }

    private final ConcurrentMap<Key, LongAdder> answered = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Durations> durations = new ConcurrentHashMap<>();
    private final AtomicLong running = new AtomicLong();
    private final LongAdder broken = new LongAdder();

    /// Notes that a request has come.
    public void begun() {
        running.incrementAndGet();
    }

    /// Notes that a request is answered.
    ///
    /// @param route the path as the service knows it, with its parts in braces
    /// @param whole false if the answer broke off
    public void ended(String route, String method, int status, long durationNanos, boolean whole) {
        running.decrementAndGet();
        answered.computeIfAbsent(new Key(route, METHODS.contains(method) ? method : "other", status), _ -> new LongAdder()).increment();
        durations.computeIfAbsent(route, _ -> new Durations()).add(durationNanos);
        if (!whole) {
            broken.increment();
        }
    }

    @Override
    public void collect(Exposition out) {
        out.gauge("tarn_http_requests_running", "Requests that are being answered, this one included.").value(running.get());
        var requests = out.counter("tarn_http_requests_total", "Requests answered, by route, method and status.");
        new TreeMap<>(answered).forEach((key, count) ->
                requests.value(count.sum(), "route", key.route(), "method", key.method(), "code", Integer.toString(key.status())));
        out.counter("tarn_http_broken_answers_total", "Answers that broke off, because the client left or a query failed on the way.")
                .value(broken.sum());
        var times = out.histogram("tarn_http_request_duration_seconds", "How long requests took, from the request to the end of the answer.");
        new TreeMap<>(durations).forEach((route, one) -> one.write(times, route));
    }
}
