package dev.tarn.cli;

import dev.tarn.model.CorruptException;
import dev.tarn.model.InputException;
import dev.tarn.model.LimitException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.vector.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A source whose errors begin with its name.
final class NamedSource implements Source {
    private final String name;
    private final Source source;

    NamedSource(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    @Override
    public Scan open(ScanRequest request) {
        return new NamedScan(named(() -> source.open(request)));
    }

    private <T> T named(Supplier<T> step) {
        try {
            return step.get();
        } catch (InputException e) {
            throw new InputException(name + ": " + e.getMessage(), e);
        } catch (LimitException e) {
            throw new LimitException(name + ": " + e.getMessage(), e);
        } catch (CorruptException e) {
            throw new CorruptException(name + ": " + e.getMessage(), e);
        } catch (NotFoundException e) {
            throw new NotFoundException(name + ": " + e.getMessage(), e);
        } catch (UnsupportedException e) {
            throw new UnsupportedException(name + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(name + ": " + reason(e), e.getCause());
        }
    }

    private static String reason(UncheckedIOException e) {
        IOException cause = e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private final class NamedScan implements Scan {
        private final Scan scan;

        NamedScan(Scan scan) {
            this.scan = scan;
        }

        @Override
        public Optional<Morsel> next() {
            return named(scan::next).map(NamedMorsel::new);
        }

        @Override
        public void close() {
            scan.close();
        }
    }

    private final class NamedMorsel implements Scan.Morsel {
        private final Scan.Morsel morsel;

        NamedMorsel(Scan.Morsel morsel) {
            this.morsel = morsel;
        }

        @Override
        public long ordinal() {
            return morsel.ordinal();
        }

        @Override
        public List<Vector> decode() {
            return named(morsel::decode);
        }

        @Override
        public void release() {
            morsel.release();
        }
    }
}
