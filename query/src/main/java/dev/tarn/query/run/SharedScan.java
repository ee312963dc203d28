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
            var opened = open();
            return opened.isEmpty() ? Optional.empty() : opened.get().next();
        } catch (RuntimeException e) {
            synchronized (this) {
                ended = true;
            }
            throw e;
        } finally {
            workers.endRead();
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
