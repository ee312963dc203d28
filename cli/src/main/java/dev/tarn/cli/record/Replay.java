package dev.tarn.cli.record;

import dev.tarn.model.Sink;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.LongVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.Vector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// Gives recorded values out again, as far apart as they happened, or a number of times closer.
///
/// Values come in the order of their times; those without a time go with the one before. Used by one thread.
public final class Replay {
    private static final String TIME = "ts";
    /// Values that are due within this are given out together.
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /// Waits; returns false to end the replay.
    @FunctionalInterface
    public interface Pause {
        /// Waits for a time.
        boolean await(long millis) throws InterruptedException;
    }

    private final Sink out;
    private final double speed;
    private final boolean restamp;
    private final Clock clock;
    private final Pause pause;
    private OptionalLong firstNanos = OptionalLong.empty();
    private long startNanos;
    private long dueNanos;
    private long values;

    /// Creates a replay.
    ///
    /// @param speed how many times faster than it happened; infinite for at once
    /// @param restamp whether times become those at which values are given out
    /// @param pause how to wait
    public Replay(Sink out, double speed, boolean restamp, Clock clock, Pause pause) {
        this.out = out;
        this.speed = speed;
        this.restamp = restamp;
        this.clock = clock;
        this.pause = pause;
    }

    /// Returns how many values were given out.
    public long values() {
        return values;
    }

    /// Gives out the values of a batch when they are due; returns false if the replay is to end.
    public boolean take(Vector batch) throws InterruptedException {
        int from = 0;
        for (int row = 0; row < batch.length(); row++) {
            OptionalLong time = time(Value.of(batch, row));
            if (time.isPresent()) {
                if (firstNanos.isEmpty()) {
                    firstNanos = time;
                    startNanos = System.nanoTime();
                }
                long due = startNanos + (long) ((time.getAsLong() - firstNanos.getAsLong()) / speed);
                if (due - System.nanoTime() > TICK_NANOS) {
                    emit(batch, from, row);
                    from = row;
                    if (!awaitDue(due)) {
                        return false;
                    }
                }
            }
        }
        emit(batch, from, batch.length());
        return true;
    }

    private boolean awaitDue(long due) throws InterruptedException {
        dueNanos = due;
        for (long wait = due - System.nanoTime(); wait > 0; wait = dueNanos - System.nanoTime()) {
            if (!pause.await(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)))) {
                return false;
            }
        }
        return true;
    }

    private static OptionalLong time(Value value) {
        return value.type().under() instanceof RecordType && !value.isNull()
                ? value.field(TIME).filter(ts -> ts.type().under() == PrimitiveType.TIME && !ts.isNull())
                        .map(ts -> OptionalLong.of(ts.asLong())).orElse(OptionalLong.empty())
                : OptionalLong.empty();
    }

    private void emit(Vector batch, int from, int to) {
        if (from == to) {
            return;
        }
        var rows = new int[to - from];
        Arrays.setAll(rows, i -> from + i);
        Vector part = batch.select(rows);
        out.write(restamp ? restamped(part) : part);
        values += rows.length;
    }

    private Vector restamped(Vector part) {
        return switch (part) {
            case TypedVector typed -> restamped(typed);
            case Mixed mixed -> {
                List<TypedVector> parts = new ArrayList<>();
                mixed.parts().forEach(one -> parts.add(restamped(one)));
                yield Mixed.of(mixed.tags(), parts);
            }
        };
    }

    private TypedVector restamped(TypedVector typed) {
        FlatVector flat = typed.flat();
        if (!(flat instanceof RecordVector records) || records.recordType().indexOf(TIME) < 0) {
            return typed;
        }
        int position = records.recordType().indexOf(TIME);
        if (records.field(position).type() != PrimitiveType.TIME) {
            return typed;
        }
        var now = clock.instant();
        var times = new long[records.length()];
        Arrays.fill(times, now.getEpochSecond() * 1_000_000_000 + now.getNano());
        var fields = new ArrayList<>(records.fields());
        fields.set(position, new LongVector(PrimitiveType.TIME, times));
        return new RecordVector(records.type(), fields, records.length(), records.validity());
    }
}
