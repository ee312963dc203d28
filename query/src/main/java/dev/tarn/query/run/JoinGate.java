package dev.tarn.query.run;

import dev.tarn.query.Batch;
import java.util.Optional;

/// The kept side of a join, or what one of its tasks gets of it: it has to wait until all rows of the other side are there, or it is its turn.
final class JoinGate implements Input {
    private final Input input;
    private final JoinSide side;
    private boolean open;
    private boolean entered = true;

    JoinGate(Input input, JoinSide side) {
        this.input = input;
        this.side = side;
        side.enter();
        side.addGate();
    }

    @Override
    public Optional<Batch> poll() {
        open = open || side.isComplete();
        return open || side.isTurnOfKept() ? input.poll() : Optional.empty();
    }

    @Override
    public boolean isEnded() {
        return (open || side.isTurnOfKept()) && input.isEnded();
    }

    @Override
    public long mark() {
        // What is held comes out later, and with the sides exchanged something does when nothing comes in any more.
        return open && side.reversedJoin().isEmpty() ? input.mark() : 0;
    }

    @Override
    public void close() {
        input.close();
        if (entered) {
            entered = false;
            side.closeGate();
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
