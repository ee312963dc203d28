package dev.tarn.query.run;

import dev.tarn.model.ScanRequest;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Constant;
import dev.tarn.query.Batch;
import dev.tarn.query.expression.Expr;
import dev.tarn.query.expression.Pushdown;
import dev.tarn.query.plan.Pipeline;
import dev.tarn.query.plan.SortTerm;
import dev.tarn.query.plan.Statefulness;
import dev.tarn.query.plan.Step;
import dev.tarn.query.run.Segment.Ordinals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the tasks of a plan: cuts it where it forks, where legs meet, and where what ran on several threads goes on on one.
final class GraphBuilder {
    // In a scope rows come by instance, which those of several legs do not any more: a sort by nothing else.
    private static final Step REGROUP = new Step.Sort(
            List.of(new SortTerm(new Expr.Literal(Value.ofNull(PrimitiveType.NULL)), false, false)), false, false, -1);

    private final Graph graph;
    private final SourceOpener opener;
    private final Map<String, List<Segment>> channels = new LinkedHashMap<>();

    private GraphBuilder(Graph graph, SourceOpener opener) {
        this.graph = graph;
        this.opener = opener;
    }

    /// Makes the tasks of a whole query.
    ///
    /// @param results takes the answer
    static void build(Pipeline pipeline, Graph graph, SourceOpener opener, ResultQueue results) {
        var builder = new GraphBuilder(graph, opener);
        var open = builder.build(pipeline, List.of());
        if (!open.isEmpty()) {
            throw new IllegalStateException("a plan with values that go nowhere: " + pipeline);
        }
        builder.channels.forEach((name, segments) -> {
            var segment = builder.serial(builder.single(segments));
            results.addProducer(builder.addTask(segment, segment.lanes().getFirst(), results.channel(name)));
        });
    }

    /// Makes the tasks of a lateral scope's body.
    static void build(Pipeline pipeline, Graph graph, Input input, Output output) {
        var builder = new GraphBuilder(graph, (_, _, _) -> {
            throw new IllegalStateException("a source in a lateral scope");
        });
        var segment = builder.single(builder.build(pipeline, List.of(Segment.ofSource(List.of(input)))));
        builder.addTask(segment, segment.lanes().getFirst(), output);
    }

    /// Opens what a query reads.
    @FunctionalInterface
    interface SourceOpener {
        /// Returns inputs that share the work of reading a source.
        ///
        /// @param source the number of the source in the plan
        /// @param filtered whether a filter follows that belongs to the scan
        List<Input> open(int source, ScanRequest request, boolean filtered);
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
            case Step.Merge(var key) -> List.of(merged(key, open));
            case Step.Otherwise _ -> List.of(otherwise(open));
            case Step.Join join -> List.of(joined(join, open));
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
        if (pushed.filter().isPresent()) {
            request = request.withTypes(Pushdown.types(pushed.filter().get()));
        }
        var segment = Segment.ofSource(opener.open(scan.source(), request, pushed.filter().isPresent()));
        pushed.filter().ifPresent(filter -> segment.add(
                new Segment.Stage(new Step.Filter(filter), factory -> factory.scanFilter(filter)), Ordinals.KEPT));
        return segment;
    }

    /// Returns several segments as one.
    private Segment single(List<Segment> open) {
        var first = open.getFirst();
        if (open.size() == 1) {
            return first;
        }
        var inputs = open.stream().map(this::joined).toList();
        var together = open.stream().allMatch(first::hasOriginOf)
                ? first.followedBy(new OrderedInput(inputs, graph.scheduler()))
                : Segment.ofSource(List.of(new SequentialInput(inputs)));
        if (graph.isScoped()) {
            together.add(REGROUP, Ordinals.LATE);
        }
        return together;
    }

    /// Returns a segment with one lane.
    private Segment serial(Segment segment) {
        return segment.isParallel() ? segment.followedBy(joined(segment)) : segment;
    }

    private Segment append(Segment segment, Step step) {
        var target = new Statefulness(graph.functions()).isParallel(step) ? segment : serial(segment);
        target.add(step, ordinals(step));
        return target;
    }

    private static Ordinals ordinals(Step step) {
        return switch (step) {
            case Step.Filter _, Step.Yield _, Step.Cut _, Step.Put _, Step.Drop _, Step.Rename _, Step.Explode _,
                    Step.Over _, Step.Pass _, Step.Head _ -> Ordinals.KEPT;
            case Step.Summarize summarize when summarize.part() == Step.Part.PARTIAL ->
                summarize.sorted().isPresent() ? Ordinals.KEPT : Ordinals.HELD_BACK;
            default -> Ordinals.LATE;
        };
    }

    /// Ends a segment with tasks that put what comes out into exchanges, and returns the other end of those.
    private Input joined(Segment segment) {
        var exchanges = new ArrayList<Exchange>();
        for (var lane : segment.lanes()) {
            var exchange = graph.exchange(segment.firstMark());
            exchange.setProducer(addTask(segment, lane, exchange));
            exchanges.add(exchange);
        }
        return exchanges.size() == 1 ? exchanges.getFirst() : new OrderedInput(exchanges, graph.scheduler());
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
            exchanges.add(graph.exchange(0));
        }
        return exchanges;
    }

    private List<Segment> distributed(Segment segment, ForkOutput output) {
        var source = serial(segment);
        output.setProducer(addTask(source, source.lanes().getFirst(), output));
        graph.add(output);
        var legs = new ArrayList<Segment>();
        for (var leg : output.legs()) {
            legs.add(source.followedBy(leg));
        }
        return legs;
    }

    private List<Segment> choice(Step.Switch choice, Segment segment) {
        var exchanges = exchanges(choice.cases().size());
        var cases = distributed(segment, new SwitchOutput(exchanges, choice, graph.factory()));
        var legs = new ArrayList<Segment>();
        for (int i = 0; i < cases.size(); i++) {
            legs.addAll(build(choice.cases().get(i).leg(), List.of(cases.get(i))));
        }
        return legs;
    }

    private Segment merged(Expr key, List<Segment> open) {
        return Segment.ofSource(List.of(new MergeInput(open.stream().map(this::joined).toList(), key, graph.factory())));
    }

    private Segment otherwise(List<Segment> open) {
        return Segment.ofSource(List.of(new OtherwiseInput(joined(open.getFirst()), joined(open.getLast()))));
    }

    private Segment joined(Step.Join join, List<Segment> open) {
        return join.order() == Step.Join.Order.MERGED && !graph.isScoped() ? mergeJoined(join, open) : hashJoined(join, open);
    }

    private Segment mergeJoined(Step.Join join, List<Segment> open) {
        var kept = append(join.isSwapped() ? open.getLast() : open.getFirst(), new Step.NullsLast(join.keptKey()));
        var other = append(join.isSwapped() ? open.getFirst() : open.getLast(), new Step.NullsLast(join.otherKey()));
        return Segment.ofSource(List.of(
                new MergeJoin(join, joined(kept), joined(other), graph.factory(), graph.factory().options().sortBytes())));
    }

    private Segment hashJoined(Step.Join join, List<Segment> open) {
        var kept = inOrder(join, join.isSwapped() ? open.getLast() : open.getFirst());
        var other = serial(join.isSwapped() ? open.getFirst() : open.getLast());
        long budgetBytes = graph.factory().options().sortBytes();
        var side = new JoinSide(join, graph.factory(), graph.scheduler(), budgetBytes);
        side.setProducer(addTask(other, other.lanes().getFirst(), side));
        var joined = kept.throughInputs(input -> new JoinGate(input, side));
        long budgetOfLane = Math.max(1, budgetBytes / 2 / joined.lanes().size());
        joined.add(new Segment.Stage(join, factory -> new JoinOperator(side, factory, budgetOfLane)),
                join.order() == Step.Join.Order.UNNEEDED ? Ordinals.KEPT : Ordinals.LATE);
        return joined;
    }

    /// Returns the kept side of a join in the order in which the join is to give it.
    private Segment inOrder(Step.Join join, Segment kept) {
        return switch (join.order()) {
            case UNNEEDED -> kept;
            case GIVEN, MERGED -> followed(kept, graph.isScoped() ? sort(join) : new Step.NullsLast(join.keptKey()));
            case MADE -> followed(kept, sort(join));
        };
    }

    private static Step sort(Step.Join join) {
        return new Step.Sort(List.of(new SortTerm(join.keptKey(), join.descending(), false)), false, false, -1);
    }

    // Goes on while the join waits for its other side.
    private Segment followed(Segment kept, Step step) {
        var ordered = append(kept, step);
        return Segment.ofSource(List.of(joined(ordered)));
    }

    private Segment debug(Expr expression, Segment segment) {
        var copies = copies(segment, 2);
        var side = append(copies.getLast(), new Step.Yield(List.of(expression)));
        channels.computeIfAbsent("debug", _ -> new ArrayList<>()).add(side);
        return copies.getFirst();
    }

    private Task addTask(Segment segment, Input input, Output output) {
        var stages = segment.stages();
        boolean skipped = stages.stream().map(Segment.Stage::step).noneMatch(Step.Load.class::isInstance);
        var factory = graph.factory();
        var task = new Task(graph.scheduler(), input, () -> stages.stream().map(stage -> stage.maker().apply(factory)).toList(),
                segment.isStreaming(), skipped, output);
        input.setConsumer(task);
        graph.add(task);
        return task;
    }
}
