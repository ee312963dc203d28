package dev.tarn.query.run;

import dev.tarn.model.Scan;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.Batch;
import dev.tarn.query.Scope;
import dev.tarn.query.expression.TypeNames;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The pieces of a scan that one task takes and decodes.
final class ScanInput implements Input {
    private static final long AFTER_ALL = Long.MAX_VALUE - 1;

    private final Scheduler scheduler;
    private final SharedScan scan;
    private final TypeNames typeNames;
    private final Progress progress;
    private final boolean filtered;
    private final SharedScan.Turn turn;
    private Optional<Scan.Morsel> morsel = Optional.empty();
    private Iterator<Vector> batches = List.<Vector>of().iterator();
    // How many batches of the piece somebody may still refer to.
    private int referred;
    private long ordinal = -1;
    private boolean ended;
    private boolean closed;

    /// @param filtered whether a filter follows that counts what passes
    ScanInput(Scheduler scheduler, SharedScan scan, TypeNames typeNames, Progress progress, boolean filtered) {
        this.scheduler = scheduler;
        this.scan = scan;
        this.typeNames = typeNames;
        this.progress = progress;
        this.filtered = filtered;
        turn = scan.addUser();
    }

    @Override
    public Optional<Batch> poll() {
        while (!batches.hasNext()) {
            scheduler.checkCancelled();
            if (ended) {
                return Optional.empty();
            }
            release();
            morsel = nextMorsel();
            if (morsel.isEmpty()) {
                ended = true;
                return Optional.empty();
            }
            ordinal = morsel.get().ordinal();
            batches = morsel.get().decode().iterator();
        }
        var values = batches.next();
        referred++;
        progress.read(values, filtered);
        // Before a filter: names hold in what it leaves out, too.
        typeNames.addAll(values);
        return Optional.of(new Batch(values, Scope.NONE, ordinal));
    }

    @Override
    public boolean reusesMemory() {
        return true;
    }

    @Override
    public void discard() {
        referred--;
    }

    private void release() {
        if (referred == 0) {
            morsel.ifPresent(Scan.Morsel::release);
        }
        referred = 0;
        morsel = Optional.empty();
    }

    private Optional<Scan.Morsel> nextMorsel() {
        try {
            return turn.next();
        } catch (RuntimeException e) {
            // Whatever went wrong lies behind all pieces that any task took before.
            ended = true;
            ordinal = AFTER_ALL;
            throw e;
        }
    }

    @Override
    public boolean isEnded() {
        return ended && !batches.hasNext();
    }

    @Override
    public long mark() {
        if (batches.hasNext()) {
            return ordinal;
        }
        if (ordinal == AFTER_ALL) {
            return ordinal;
        }
        return ended ? Long.MAX_VALUE : ordinal + 1;
    }

    @Override
    public Optional<LongSupplier> awaitedMark() {
        return ended || batches.hasNext() ? Optional.empty() : Optional.of(turn.awaitedMark());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ended = true;
            batches = List.<Vector>of().iterator();
            scan.leave();
        }
    }

    // Nobody has to wake the task: a poll has an answer at once.
    @Override
    public void setConsumer(Task task) {}

    @Override
    public void reset() {
        throw new IllegalStateException("a source is read once");
    }
}
