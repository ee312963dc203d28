package dev.tarn.query.run;

import dev.tarn.model.LimitException;
import dev.tarn.query.Batch;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Moves batches from an input through a chain of operators to an output. Run by one thread at a time.
final class Task {
    /// How a task stands after a step.
    enum Progress {
        /// It can go on.
        MORE,
        /// It has to wait.
        PARKED,
        /// It has nothing more to do.
        DONE
    }

    /// What the scheduler knows of a task; guarded by its lock.
    enum State { PARKED, QUEUED, RUNNING, WOKEN_WHILE_RUNNING, DONE }

    // Batches moved before other tasks get their turn.
    private static final int SLICE = 16;

    private final Scheduler scheduler;
    private final Input input;
    private final Supplier<List<Operator>> factory;
    private final Output output;
    private List<Operator> chain = List.of();
    private boolean started;
    // How many operators at the front have nothing more to give, the input counted as one.
    private int ended;
    private long announced;
    private boolean awaiting;
    // Whether a batch was taken that the input was not told to discard, and whether anything was put since.
    private boolean taken;
    private boolean put;
    private final boolean streaming;
    private final boolean skippedWhenEmpty;
    State state = State.PARKED;

    /// Creates a task.
    ///
    /// @param factory makes the operators, when there is something for them to do
    /// @param streaming whether the operators keep ordinals, so that the marks of the input hold for the output
    /// @param skippedWhenEmpty whether there is nothing to do without any input, so that the operators need not be made
    Task(Scheduler scheduler, Input input, Supplier<List<Operator>> factory, boolean streaming,
            boolean skippedWhenEmpty, Output output) {
        this.scheduler = scheduler;
        this.input = input;
        this.factory = factory;
        this.streaming = streaming;
        this.skippedWhenEmpty = skippedWhenEmpty;
        this.output = output;
    }

    /// Works for a while. What goes wrong is handed to the output.
    Progress run() {
        try {
            for (int i = 0; i < SLICE; i++) {
                scheduler.checkCancelled();
                if (!output.isWanted()) {
                    close();
                    return Progress.DONE;
                }
                if (!step()) {
                    return isDone() ? finish() : Progress.PARKED;
                }
            }
            return Progress.MORE;
        } catch (RuntimeException failure) {
            if (streaming) {
                output.advance(input.mark());
            }
            output.fail(failure);
            closeAfter(failure);
            return Progress.DONE;
        } catch (StackOverflowError failure) {
            output.fail(new LimitException("the query or a value is nested deeper than the stack of a thread allows", failure));
            close();
            return Progress.DONE;
        } catch (Error failure) {
            output.fail(new IllegalStateException("a task of the query died: " + failure, failure));
            throw failure;
        }
    }

    private Progress finish() {
        output.end();
        close();
        return Progress.DONE;
    }

    private void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /// Frees what the task holds. May be called twice.
    void close() {
        input.close();
        chain.forEach(Operator::close);
    }

    /// Makes the task ready to run once more from the start.
    void reset() {
        ended = 0;
        announced = 0;
        awaiting = false;
        taken = false;
        state = State.PARKED;
        input.reset();
        chain.forEach(Operator::reset);
    }

    private boolean isDone() {
        return ended == chain.size() + 1;
    }

    private void start() {
        if (!started) {
            started = true;
            chain = factory.get();
            Operator.link(chain);
        }
    }

    /// Moves a batch one or more places on; returns whether anything moved. The end of the chain goes first.
    private boolean step() {
        boolean moved = false;
        for (int i = chain.size(); i >= ended; i--) {
            if (i == 0 ? fromInput() : from(i)) {
                moved = true;
            }
        }
        // What came in goes all the way at once, so that of thousands of operators each is asked once for a batch.
        for (int i = 1; moved && i <= chain.size(); i++) {
            if (i >= ended) {
                from(i);
            }
        }
        if (!moved && streaming && announced < Long.MAX_VALUE && holdsNothing()) {
            announce();
        }
        return moved;
    }

    /// Returns whether every batch that was taken has been put.
    private boolean holdsNothing() {
        // The operator behind the last that has ended may have been told so and still hold what it has to give.
        for (int i = Math.max(0, ended - 1); i < chain.size(); i++) {
            if (!chain.get(i).needsInput() && !chain.get(i).isDone()) {
                return false;
            }
        }
        return true;
    }

    private void announce() {
        long mark = input.mark();
        if (mark > announced) {
            announced = mark;
            output.advance(mark);
        }
    }

    private boolean accepts(int place) {
        return place == chain.size() ? output.isReady() : chain.get(place).needsInput();
    }

    private void give(int place, Batch batch) {
        if (place == chain.size()) {
            put = true;
            output.put(batch);
        } else {
            chain.get(place).add(batch);
        }
    }

    private boolean fromInput() {
        if (started && !chain.isEmpty() && chain.getFirst().isDone()) {
            return end(0);
        }
        if (!accepts(0) || input.reusesMemory() && !holdsNothing()) {
            return false;
        }
        if (streaming) {
            await();
        }
        discard();
        var batch = input.poll();
        if (batch.isPresent()) {
            taken = true;
            put = false;
            start();
            if (batch.get().length() > 0) {
                give(0, batch.get());
            }
            return true;
        }
        if (!input.isEnded()) {
            return false;
        }
        if (!skippedWhenEmpty) {
            start();
        }
        return end(0);
    }

    /// Lets the input know that nobody refers to the batch taken last, if that is so.
    private void discard() {
        if (taken && holdsNothing() && isFree()) {
            input.discard();
        }
        taken = false;
    }

    private boolean isFree() {
        for (var operator : chain) {
            switch (operator.retention()) {
                case KEEPS -> {
                    return false;
                }
                case COPIES -> {
                    return true;
                }
                case PASSES_ON -> { }
            }
        }
        return !put;
    }

    /// Lets the output know how far other tasks are, since this one cannot say it while it waits for a slow source.
    private void await() {
        Optional<LongSupplier> awaited = holdsNothing() ? input.awaitedMark() : Optional.empty();
        if (awaited.isPresent() || awaiting) {
            output.await(awaited);
            awaiting = awaited.isPresent();
        }
    }

    /// Moves a batch out of operator `place - 1`.
    private boolean from(int place) {
        var operator = chain.get(place - 1);
        if (place < chain.size() && chain.get(place).isDone()) {
            return end(place);
        }
        if (accepts(place)) {
            var batch = operator.next();
            if (batch.isPresent()) {
                give(place, batch.get());
                return true;
            }
        }
        return operator.isDone() && end(place);
    }

    /// Notes that nothing comes any more out of what is before a place.
    private boolean end(int place) {
        if (ended > place) {
            return false;
        }
        if (ended < place || place == 0) {
            input.close();
        }
        ended = place + 1;
        if (place < chain.size()) {
            chain.get(place).finish();
        }
        return true;
    }
}
