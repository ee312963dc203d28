package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.Sink;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.io.IOException;
import java.util.Optional;

/// Runs the queries by which commands list what a lake has.
final class LakeQuery {
    private LakeQuery() {
    }

    /// Writes the answer of `query` to the output that `output` asks for.
    ///
    /// @param head what the user works on, which lists mark
    static void write(Lake lake, String query, Optional<Head> head, OutputFlags output, Invocation invocation)
            throws UsageException, IOException {
        try (Results results = lake.query(QueryText.of(query), Optional.empty(), QueryOptions.defaults());
                Sink sink = output.open(invocation, head)) {
            QueryRun.write(results, sink, invocation);
        }
    }

    /// Returns a name as a query quotes it.
    static String quote(String name) {
        return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
