package dev.tarn.query;

import dev.tarn.model.LimitException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Calls what needs a larger stack than the caller may have.
final class DeepStack {
    // A chain of a thousand operators takes one to two megabytes where nothing is compiled yet.
    private static final long BYTES = 16L << 20;

    private DeepStack() {}

    /// Returns what a call in a thread of its own returns, or throws what it throws. An interrupt is kept until it has ended.
    ///
    /// @throws LimitException if that stack is too small as well
    static <T> T call(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work,
                    task -> Thread.ofPlatform().daemon().name("tarn-deep").stackSize(BYTES).start(task)).join();
        } catch (CompletionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case StackOverflowError e -> new LimitException("query: nested deeper than the stack of a thread allows", e);
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown);
        };
    }
}
