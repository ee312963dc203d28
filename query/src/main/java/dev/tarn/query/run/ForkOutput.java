package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Copies batches to several exchanges.
///
/// It waits for the slowest of them, unless everything waits: a leg may need more input to go on than another one can take. Then
/// [#relieve()] lets a batch through, and the exchange of the leg that cannot take it grows.
class ForkOutput implements Output {
    private final List<Exchange> legs;
    private Optional<Task> producer = Optional.empty();
    private boolean relieved;

    ForkOutput(List<Exchange> legs) {
        this.legs = List.copyOf(legs);
    }

    final List<Exchange> legs() {
        return legs;
    }

    /// Says which task puts batches in.
    final void setProducer(Task task) {
        producer = Optional.of(task);
        legs.forEach(leg -> leg.setProducer(task));
    }

    /// Returns the task that puts batches in.
    final Optional<Task> producer() {
        return producer;
    }

    @Override
    public final boolean isReady() {
        return relieved || legs.stream().allMatch(Exchange::isReady);
    }

    @Override
    public final void put(Batch batch) {
        relieved = false;
        distribute(batch);
    }

    /// Gives each leg what it gets of a batch.
    void distribute(Batch batch) {
        legs.forEach(leg -> leg.put(batch));
    }

    /// Lets one more batch through if a leg waits for it and another is full; returns whether that is so.
    final boolean relieve() {
        boolean full = false;
        boolean hungry = false;
        for (var leg : legs) {
            full |= !leg.isReady();
            hungry |= leg.isWanted() && leg.isEmpty();
        }
        relieved = full && hungry;
        return relieved;
    }

    @Override
    public final void advance(long ordinal) {
        legs.forEach(leg -> leg.advance(ordinal));
    }

    @Override
    public final void await(Optional<LongSupplier> awaited) {
        legs.forEach(leg -> leg.await(awaited));
    }

    @Override
    public final void end() {
        legs.forEach(Exchange::end);
    }

    @Override
    public final void fail(RuntimeException failure) {
        legs.forEach(leg -> leg.fail(failure));
    }

    @Override
    public final boolean isWanted() {
        return legs.stream().anyMatch(Exchange::isWanted);
    }
}
