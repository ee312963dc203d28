package dev.tarn.query.run;

import dev.tarn.query.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A part of a plan on its way to become tasks: inputs, and the steps that their batches go through.
///
/// With several inputs, the lanes, each gets its own copies of the operators.
final class Segment {
    private final List<Input> lanes;
    private final List<Stage> stages = new ArrayList<>();
    private final Object origin;
    private boolean streaming = true;
    private boolean late;

    private Segment(List<? extends Input> lanes, Object origin) {
        this.lanes = List.copyOf(lanes);
        this.origin = origin;
    }

    /// Begins a segment at a source.
    static Segment ofSource(List<? extends Input> lanes) {
        return new Segment(lanes, new Object());
    }

    /// Begins a segment that takes what this one gives.
    Segment followedBy(Input input) {
        var next = new Segment(List.of(input), origin);
        next.late = late;
        return next;
    }

    /// Returns the segment with each of its inputs in another.
    Segment throughInputs(UnaryOperator<Input> other) {
        var changed = new Segment(lanes.stream().map(other).toList(), origin);
        changed.stages.addAll(stages);
        changed.streaming = streaming;
        changed.late = late;
        return changed;
    }

    /// Returns whether the ordinals of two segments come from one source, so that they say which rows come first.
    boolean hasOriginOf(Segment other) {
        return origin == other.origin;
    }

    /// Returns the least ordinal of what comes out.
    long firstMark() {
        return late ? Exchange.LATE : 0;
    }

    List<Input> lanes() {
        return lanes;
    }

    /// Returns the steps, as they are now.
    List<Stage> stages() {
        return List.copyOf(stages);
    }

    boolean isParallel() {
        return lanes.size() > 1;
    }

    /// Returns whether the batches that come out have the ordinals of those that go in, and come out at once.
    boolean isStreaming() {
        return streaming;
    }

    /// Adds a step.
    ///
    /// @param ordinals what becomes of the ordinals of the batches that it takes
    void add(Step step, Ordinals ordinals) {
        add(new Stage(step, factory -> factory.operator(step)), ordinals);
    }

    /// Adds a step.
    ///
    /// @param ordinals what becomes of the ordinals of the batches that it takes
    void add(Stage stage, Ordinals ordinals) {
        if (!(stage.step() instanceof Step.Pass)) {
            stages.add(stage);
        }
        switch (ordinals) {
            case KEPT -> { }
            case HELD_BACK -> streaming = false;
            case LATE -> {
                streaming = false;
                late = true;
            }
        }
    }

    /// A step and what makes the operator that does it, one for each lane.
    record Stage(Step step, Function<OperatorFactory, Operator> maker) {}

    /// What a step does to ordinals.
    enum Ordinals {
        /// What comes out has the ordinal of what went in, and comes out at once.
        KEPT,
        /// What comes out has the ordinal of what went in, but comes out at the end.
        HELD_BACK,
        /// What comes out has ordinals behind all those of a source.
        LATE
    }
}
