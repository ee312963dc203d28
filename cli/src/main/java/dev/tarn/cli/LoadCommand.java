package dev.tarn.cli;

import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.CommitReceipt;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `zed load`: commits the values of files to a branch.
final class LoadCommand extends LakeCommand {
    private CommitFlags commit;
    private InputFlags input;
    private RuntimeFlags runtime;
    private UseFlag use;

    LoadCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        commit = new CommitFlags(flags);
        input = new InputFlags(flags, true);
        runtime = new RuntimeFlags(flags);
        use = new UseFlag(flags, root().client());
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException {
        if (arguments.isEmpty()) {
            throw new UsageException("zed load: at least one input file must be specified (- for stdin)");
        }
        // Only checked: the lake bounds the memory of a load itself.
        runtime.options();
        Inputs inputs = new Inputs(invocation, input.format(), input.options());
        try (Lake lake = openLake(invocation)) {
            Head head = use.require(invocation, lake);
            List<Source> sources = new ArrayList<>();
            arguments.forEach(name -> sources.add(inputs.source(name)));
            CommitReceipt receipt = lake.load(head, new SourceList(sources, Optional.empty()), commit.message(invocation));
            receipt.warnings().forEach(invocation.err()::println);
            confirm(receipt.commit() + " committed", invocation);
        }
        return 0;
    }
}
