package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.model.SortKey;
import dev.tarn.query.SourceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody who shows the answer of a query wants to know before it comes: what is read, and how the values of each channel are
/// grouped and sorted.
///
/// @param sources what is read, in the order of the query
/// @param channels the channels of the answer
public record Description(List<SourceName> sources, List<Channel> channels) {
    /// A channel of an answer.
    ///
    /// @param name the channel's name
    /// @param aggregationKeys the fields that values are grouped by; empty without a grouping, no fields for one group of all
    /// @param order by what values are sorted, if that is known
    public record Channel(String name, Optional<List<Path>> aggregationKeys, Optional<SortKey> order) {}

    /// What is known of values on their way.
    private record Lane(Optional<List<Path>> keys, Optional<SortKey> order) {
        static final Lane UNKNOWN = new Lane(Optional.empty(), Optional.empty());
    }

    /// Copies the lists.
    public Description {
        sources = List.copyOf(sources);
        channels = List.copyOf(channels);
    }

    /// Describes a plan that is not optimized yet.
    public static Description of(Plan plan) {
        Map<String, Lane> channels = new LinkedHashMap<>();
        walk(plan.body(), List.of(Lane.UNKNOWN), channels);
        return new Description(plan.sources(),
                channels.entrySet().stream().map(one -> new Channel(one.getKey(), one.getValue().keys(), one.getValue().order())).toList());
    }

    private static List<Lane> walk(Pipeline pipeline, List<Lane> lanes, Map<String, Lane> channels) {
        var current = lanes;
        for (int i = 0; i < pipeline.steps().size(); i++) {
            boolean ends = i + 1 == pipeline.steps().size() || pipeline.steps().get(i + 1) instanceof Step.Output;
            current = pipeline.steps().get(i) instanceof Step.Combine && !ends
                    // The reference says so, although values of two sides need not stay in order, and clients go by what it says.
                    ? List.of(new Lane(Optional.empty(), joined(current).order()))
                    : after(pipeline.steps().get(i), current, channels);
        }
        return current;
    }

    private static List<Lane> after(Step step, List<Lane> lanes, Map<String, Lane> channels) {
        var lane = joined(lanes);
        return switch (step) {
            case Step.Fork(var legs) -> legs(legs, lane, channels);
            case Step.Switch(_, var cases) -> legs(cases.stream().map(Step.Case::leg).toList(), Lane.UNKNOWN, channels);
            case Step.Summarize summarize -> List.of(new Lane(Optional.of(summarize.keys().stream()
                    .flatMap(key -> key.target().path().stream()).toList()), Optional.empty()));
            case Step.Scan scan -> List.of(new Lane(Optional.empty(), scan.order()));
            case Step.Combine _, Step.Join _ -> List.of(Lane.UNKNOWN);
            case Step.Output(var channel) -> {
                // What comes to one channel from two sides is in no known order.
                channels.merge(channel, lane, (one, other) -> one.equals(other) ? one : Lane.UNKNOWN);
                yield List.of();
            }
            case Step.Debug _ -> {
                channels.putIfAbsent("debug", Lane.UNKNOWN);
                yield List.of(lane);
            }
            // By the first of several keys alone is not what values are sorted by.
            case Step.Sort sort when sort.terms().size() > 1 -> List.of(new Lane(lane.keys(), Optional.empty()));
            default -> List.of(new Lane(lane.keys(), KnownOrder.after(step, lane.order())));
        };
    }

    private static List<Lane> legs(List<Pipeline> legs, Lane lane, Map<String, Lane> channels) {
        var lanes = new ArrayList<Lane>();
        legs.forEach(leg -> lanes.addAll(walk(leg, List.of(lane), channels)));
        return lanes;
    }

    private static Lane joined(List<Lane> lanes) {
        return !lanes.isEmpty() && lanes.stream().allMatch(lanes.getFirst()::equals) ? lanes.getFirst() : Lane.UNKNOWN;
    }
}
