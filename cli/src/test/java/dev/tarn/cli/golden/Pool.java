package dev.tarn.cli.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Runs jobs that each start processes, two at a time, while JUnit asks for their results one after the other.
final class Pool<K> {
    private static final int AT_ONCE = 2;

    private final Map<K, Future<String>> results = new LinkedHashMap<>();

    /// Starts the job of each key, in order.
    Pool(List<K> keys, Function<K, Callable<String>> job) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().factory());
        for (K key : keys) {
            results.put(key, threads.submit(job.apply(key)));
        }
        threads.shutdown();
    }

    /// Returns what the job of `key` returned.
    String result(K key) throws InterruptedException {
        try {
            return results.get(key).get();
        } catch (ExecutionException e) {
            return Traces.of(e.getCause());
        }
    }
}
