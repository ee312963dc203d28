package dev.tarn.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets a command that runs until it is interrupted end in order: an interrupt (Ctrl-C, or a signal to terminate) is a request
/// that the command waits for, and the process ends when the command has.
final class Stopping implements AutoCloseable {
    /// How long the process waits for the command before it ends all the same.
    private static final int GRACE_SECONDS = 30;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger status = new AtomicInteger();
    private final Thread hook = new Thread(this::stopAndWait, "tarn-stop");

    /// Begins to listen.
    Stopping() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopAndWait() {
        requested.countDown();
        try {
            if (done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                // The command ended as it was asked to, which is no failure, whatever the signal's number says.
                Runtime.getRuntime().halt(status.get());
            }
        } catch (InterruptedException e) {
            // The JVM is going down anyway.
            Thread.currentThread().interrupt();
        }
    }

    /// Asks the command to end.
    void request() {
        requested.countDown();
    }

    /// Tells whether the command is asked to end.
    boolean requested() {
        return requested.getCount() == 0;
    }

    /// Waits until the command is asked to end, but not longer than a time; returns whether it is asked.
    boolean await(long millis) throws InterruptedException {
        return requested.await(millis, TimeUnit.MILLISECONDS);
    }

    /// Says which status the process ends with if it was interrupted.
    void status(int newStatus) {
        status.set(newStatus);
    }

    /// Says that the command has ended: everything it had to finish is finished.
    @Override
    public void close() {
        done.countDown();
        if (!requested()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
