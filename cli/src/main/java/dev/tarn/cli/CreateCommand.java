package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.PoolInfo;
import dev.tarn.lake.PoolSettings;
import dev.tarn.model.Path;
import dev.tarn.model.SortKey;
import java.util.List;

/// `zed create`: makes a pool.
final class CreateCommand extends LakeCommand {
    private Flag<String> order;
    private Flag<Long> thresholdBytes;
    private Flag<Long> seekStrideBytes;
    private Flag<Boolean> use;

    CreateCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        order = flags.text("orderby", "ts:desc", "key that the pool is sorted by, with :asc or :desc behind it");
        thresholdBytes = flags.size("S", PoolSettings.DEFAULT.thresholdBytes(), "500MiB", "size of data objects to aim at, as 10MB or 4GiB");
        seekStrideBytes = flags.hiddenSize("seekstride", PoolSettings.DEFAULT.seekStrideBytes(), "64KiB",
            "size of the pieces of an object that can be found by key, as 32KB or 1MB");
        use = flags.toggle("use", false, "work on the new pool from now on");
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException {
        if (arguments.size() != 1) {
            throw new UsageException("create requires one argument");
        }
        String name = arguments.getFirst();
        PoolSettings settings = PoolSettings.of(sortKey(order.value())).withSizes(seekStrideBytes.value(), thresholdBytes.value());
        try (Lake lake = openLake(invocation)) {
            PoolInfo pool = lake.createPool(name, settings);
            confirm("pool created: " + name + " " + pool.id(), invocation);
            if (use.value()) {
                HeadFile.of(invocation).write(new Head(name, "main"));
                confirm("Switched to branch \"main\" on pool \"" + name + "\"", invocation);
            }
        }
        return 0;
    }

    private static SortKey sortKey(String text) throws UsageException {
        int colon = text.lastIndexOf(':');
        String direction = colon < 0 ? "asc" : text.substring(colon + 1);
        String key = colon < 0 ? text : text.substring(0, colon);
        if (key.indexOf(',') >= 0) {
            throw new UsageException("multiple pool keys not supported");
        }
        boolean self = key.equals("this");
        return switch (direction) {
            case "asc" -> self ? ofValue(SortKey.ascending("ts")) : SortKey.ascending(key);
            case "desc" -> self ? ofValue(SortKey.descending("ts")) : SortKey.descending(key);
            default -> throw new UsageException("unknown order: " + direction);
        };
    }

    /// Returns the key over the value itself with the direction of another.
    private static SortKey ofValue(SortKey like) {
        return new SortKey(Path.THIS, like.direction(), like.nulls());
    }
}
