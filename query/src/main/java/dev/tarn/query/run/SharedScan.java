package dev.tarn.query.run;

import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import java.util.Optional;

/// A scan that several tasks take pieces of. It is opened when the first piece is asked for, and closed when no task wants more.
final class SharedScan {
    private final Workers workers;
    private final Source source;
    private final ScanRequest request;
    // Held while a piece is taken, so that nobody takes the piece behind one that cannot be read.
    private final Object turn = new Object();
    private Optional<Scan> scan = Optional.empty();
    private int users;
    private boolean ended;

    SharedScan(Workers workers, Source source, ScanRequest request) {
        this.workers = workers;
        this.source = source;
        this.request = request;
    }

    void addUser() {
        users++;
    }

    /// Takes the next piece; empty at the end.
    Optional<Scan.Morsel> next() {
        workers.beginRead();
        try {
            synchronized (turn) {
                return take();
            }
        } finally {
            workers.endRead();
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
