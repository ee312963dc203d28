package dev.tarn.query.run;

import dev.tarn.model.ScanRequest;
import dev.tarn.model.Source;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Pushdown;
import dev.tarn.query.plan.Operands;
import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.RunningAggregate;
import dev.tarn.query.plan.Step;
import dev.tarn.query.run.Segment.Ordinals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the tasks of a plan: cuts it where it forks, where legs meet, and where what ran on several threads goes on on one.
final class GraphBuilder {
    private final Compilation compilation;
    private final Workers workers;
    private final List<Source> sources;
    private final ResultQueue results;
    private final Map<String, List<Segment>> channels = new LinkedHashMap<>();

    GraphBuilder(Compilation compilation, Workers workers, List<Source> sources, ResultQueue results) {
        this.compilation = compilation;
        this.workers = workers;
        this.sources = sources;
        this.results = results;
    }

    /// Adds the tasks of a whole query to its workers.
    void build(Pipeline pipeline) {
        var open = build(pipeline, List.of());
        if (!open.isEmpty()) {
            throw new IllegalStateException("a plan with values that go nowhere: " + pipeline);
        }
        channels.forEach((name, segments) -> {
            var segment = serial(single(segments));
            results.addProducer(addTask(segment, segment.lanes().getFirst(), results.channel(name)));
        });
    }

    private List<Segment> build(Pipeline pipeline, List<Segment> inputs) {
        var open = inputs;
        for (var step : pipeline.steps()) {
            open = build(step, open);
        }
        return open;
    }

    private List<Segment> build(Step step, List<Segment> open) {
        return switch (step) {
            case Step.Scan scan -> List.of(scan(scan));
            case Step.OneNull _ -> List.of(oneNull());
            case Step.Fork fork -> fork(fork, open);
            case Step.Switch choice -> choice(choice, single(open));
            case Step.Combine _ -> List.of(single(open));
            case Step.Debug(var expression) -> List.of(debug(expression, single(open)));
            case Step.Output(var channel) -> {
                channels.computeIfAbsent(channel, _ -> new ArrayList<>()).addAll(open);
                yield List.of();
            }
            default -> List.of(append(single(open), step));
        };
    }

    private Segment oneNull() {
        return Segment.ofSource(List.of(new ListInput(List.of(Batch.of(Constant.nulls(PrimitiveType.NULL, 1))))));
    }

    private Segment scan(Step.Scan scan) {
        var pushed = scan.pushed();
        var request = ScanRequest.EVERYTHING.withProjection(pushed.projection()).withOrdered(pushed.ordered());
        if (pushed.range().isPresent()) {
            request = request.withRange(pushed.range().get());
        }
        var search = pushed.filter().flatMap(Pushdown::frameSearch);
        if (search.isPresent()) {
            request = request.withSearch(search.get());
        }
        var shared = new SharedScan(workers, sources.get(scan.source()), request);
        var lanes = new ArrayList<Input>();
        for (int i = 0; i < compilation.options().threads(); i++) {
            lanes.add(new ScanInput(workers, shared, compilation.progress()));
        }
        var segment = Segment.ofSource(lanes);
        pushed.filter().ifPresent(filter -> segment.add(new Step.Filter(filter), Ordinals.KEPT));
        return segment;
    }

    /// Returns several segments as one.
    private Segment single(List<Segment> open) {
        var first = open.getFirst();
        if (open.size() == 1) {
            return first;
        }
        var inputs = open.stream().map(this::joined).toList();
        return open.stream().allMatch(first::hasOriginOf)
                ? first.followedBy(new OrderedInput(inputs))
                : Segment.ofSource(List.of(new SequentialInput(inputs)));
    }

    /// Returns a segment with one lane.
    private Segment serial(Segment segment) {
        return segment.isParallel() ? segment.followedBy(joined(segment)) : segment;
    }

    private Segment append(Segment segment, Step step) {
        var target = isParallel(step) ? segment : serial(segment);
        target.add(step, ordinals(step));
        return target;
    }

    /// Returns whether copies of a step can work side by side on different batches.
    private static boolean isParallel(Step step) {
        return switch (step) {
            case Step.Filter(var condition) -> isStateless(condition);
            case Step.Yield(var expressions) -> expressions.stream().allMatch(GraphBuilder::isStateless);
            case Step.Cut(var assignments) -> assignments.stream().allMatch(a -> isStateless(a.value()));
            case Step.Put(var assignments) -> assignments.stream().allMatch(a -> isStateless(a.value()));
            case Step.Explode(var expressions, _, _) -> expressions.stream().allMatch(GraphBuilder::isStateless);
            case Step.Over(var expressions, var locals, _) -> expressions.stream().allMatch(GraphBuilder::isStateless)
                    && locals.stream().allMatch(GraphBuilder::isStateless);
            case Step.Pass _, Step.Drop _, Step.Rename _ -> true;
            case Step.Summarize summarize -> summarize.part() == Step.Part.PARTIAL;
            default -> false;
        };
    }

    private static boolean isStateless(Expr expr) {
        return !Operands.any(expr, part -> part instanceof RunningAggregate);
    }

    private static Ordinals ordinals(Step step) {
        return switch (step) {
            case Step.Filter _, Step.Yield _, Step.Cut _, Step.Put _, Step.Drop _, Step.Rename _, Step.Explode _,
                    Step.Over _, Step.Pass _, Step.Head _ -> Ordinals.KEPT;
            case Step.Summarize summarize when summarize.part() == Step.Part.PARTIAL -> Ordinals.HELD_BACK;
            default -> Ordinals.LATE;
        };
    }

    /// Ends a segment with tasks that put what comes out into exchanges, and returns the other end of those.
    private Input joined(Segment segment) {
        var exchanges = new ArrayList<Exchange>();
        for (var lane : segment.lanes()) {
            var exchange = Exchange.bounded(workers, segment.firstMark());
            exchange.setProducer(addTask(segment, lane, exchange));
            exchanges.add(exchange);
        }
        return exchanges.size() == 1 ? exchanges.getFirst() : new OrderedInput(exchanges);
    }

    private List<Segment> fork(Step.Fork fork, List<Segment> open) {
        int consumers = (int) fork.legs().stream().filter(leg -> !leg.hasSource()).count();
        var copies = open.isEmpty() ? List.<Segment>of() : copies(single(open), consumers);
        var legs = new ArrayList<Segment>();
        int next = 0;
        for (var leg : fork.legs()) {
            legs.addAll(build(leg, leg.hasSource() || copies.isEmpty() ? List.of() : List.of(copies.get(next++))));
        }
        return legs;
    }

    /// Returns segments each of which takes all that comes out of one.
    private List<Segment> copies(Segment segment, int count) {
        if (count == 1) {
            return List.of(segment);
        }
        var exchanges = exchanges(count);
        return distributed(segment, new ForkOutput(exchanges));
    }

    private List<Exchange> exchanges(int count) {
        var exchanges = new ArrayList<Exchange>();
        for (int i = 0; i < count; i++) {
            exchanges.add(Exchange.bounded(workers, 0));
        }
        return exchanges;
    }

    private List<Segment> distributed(Segment segment, ForkOutput output) {
        var source = serial(segment);
        output.setProducer(addTask(source, source.lanes().getFirst(), output));
        workers.add(output);
        var legs = new ArrayList<Segment>();
        for (var leg : output.legs()) {
            legs.add(source.followedBy(leg));
        }
        return legs;
    }

    private List<Segment> choice(Step.Switch choice, Segment segment) {
        var exchanges = exchanges(choice.cases().size());
        var cases = distributed(segment, new SwitchOutput(exchanges, choice, compilation));
        var legs = new ArrayList<Segment>();
        for (int i = 0; i < cases.size(); i++) {
            legs.addAll(build(choice.cases().get(i).leg(), List.of(cases.get(i))));
        }
        return legs;
    }

    private Segment debug(Expr expression, Segment segment) {
        var copies = copies(segment, 2);
        var side = append(copies.getLast(), new Step.Yield(List.of(expression)));
        channels.computeIfAbsent("debug", _ -> new ArrayList<>()).add(side);
        return copies.getFirst();
    }

    private Task addTask(Segment segment, Input input, Output output) {
        var steps = List.copyOf(segment.steps());
        boolean skipped = steps.stream().noneMatch(Step.Load.class::isInstance);
        var task = new Task(workers, input, () -> new OperatorFactory(compilation).chain(steps),
                segment.isStreaming(), skipped, output);
        input.setConsumer(task);
        workers.add(task);
        return task;
    }
}
