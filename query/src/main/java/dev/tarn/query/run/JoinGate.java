package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Optional;

/// The kept side of a join, which has to wait until all rows of the other side are there.
final class JoinGate implements Input {
    private final Input input;
    private final JoinSide side;
    private boolean open;
    private boolean entered = true;

    JoinGate(Input input, JoinSide side) {
        this.input = input;
        this.side = side;
        side.enter();
    }

    @Override
    public Optional<Batch> poll() {
        open = open || side.isComplete();
        return open ? input.poll() : Optional.empty();
    }

    @Override
    public boolean isEnded() {
        return open && input.isEnded();
    }

    @Override
    public long mark() {
        return input.mark();
    }

    @Override
    public void close() {
        input.close();
        if (entered) {
            entered = false;
            side.leave();
        }
    }

    @Override
    public void reset() {
        input.reset();
        side.reset();
        open = false;
        if (!entered) {
            entered = true;
            side.enter();
        }
    }

    @Override
    public void setConsumer(Task task) {
        input.setConsumer(task);
        side.addConsumer(task);
    }
}
