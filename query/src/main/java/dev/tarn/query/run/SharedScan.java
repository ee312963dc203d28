package dev.tarn.query.run;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A scan that several tasks take pieces of. It is opened when the first piece is asked for, and closed when no task wants more.
final class SharedScan {
    private final Workers workers;
    private final Source source;
    private final ScanRequest request;
    // Held while a piece is taken, so that nobody takes the piece behind one that cannot be read.
    private final Object turn = new Object();
    private Optional<Scan> scan = Optional.empty();
    private volatile long taken = -1;
    private int users;
    private boolean ended;

    SharedScan(Workers workers, Source source, ScanRequest request) {
        this.workers = workers;
        this.source = source;
        this.request = request;
    }

    /// What one task takes pieces with.
    Turn addUser() {
        users++;
        return new Turn();
    }

    /// One of the tasks that take pieces.
    final class Turn {
        private volatile long own = Long.MAX_VALUE;

        /// Takes the next piece; empty at the end.
        Optional<Scan.Morsel> next() {
            workers.beginRead();
            try {
                synchronized (turn) {
                    var morsel = take();
                    if (morsel.isPresent()) {
                        own = morsel.get().ordinal();
                        taken = own;
                    }
                    return morsel;
                }
            } finally {
                workers.endRead();
            }
        }

        /// Returns the least ordinal of the next piece that this task takes. It grows as other tasks take theirs, and stays at the
        /// piece once this task has it. Asked for when the task has done with all pieces that it took.
        LongSupplier awaitedMark() {
            own = Long.MAX_VALUE;
            return () -> {
                // First what anybody took: if that is the own piece, then the own ordinal is there, too.
                long next = taken + 1;
                return Math.min(next, own);
            };
        }
    }

    private Optional<Scan.Morsel> take() {
        try {
            var opened = open();
            return opened.isEmpty() ? Optional.empty() : opened.get().next();
        } catch (RuntimeException e) {
            synchronized (this) {
                ended = true;
            }
            throw e;
        }
    }

    private synchronized Optional<Scan> open() {
        if (ended) {
            return Optional.empty();
        }
        if (scan.isEmpty()) {
            scan = Optional.of(source.open(request));
        }
        return scan;
    }

    /// Says that a task wants no more pieces.
    synchronized void leave() {
        users--;
        if (users == 0) {
            ended = true;
            scan.ifPresent(Scan::close);
        }
    }
}
