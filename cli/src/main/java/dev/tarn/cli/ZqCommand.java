package dev.tarn.cli;

import dev.tarn.cli.flag.Command;
import dev.tarn.cli.flag.CommandSpec;
import dev.tarn.cli.flag.Dispatcher;
import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.Sink;
import dev.tarn.model.Source;
import dev.tarn.query.Query;
import dev.tarn.query.QueryException;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.CanonicalPrinter;
import dev.tarn.query.parse.Parser;
import dev.tarn.query.parse.QueryText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The program `zq`: runs a query over files.
final class ZqCommand implements Command {
    private static final int SHOWN_NAME = 20;

    private OutputFlags output;
    private InputFlags input;
    private RuntimeFlags runtime;
    private QueryTextFlags queryText;
    private Flag<Boolean> canonical;
    private Flag<Boolean> stopOnError;
    private Flag<Boolean> quiet;
    private Flag<Boolean> version;

    static CommandSpec spec() {
        return CommandSpec.of("zq", "zq [ options ] [ query ] file [ file ... ]", "query files with Zed", """
            Runs a query in the Zed language over files and writes the answer to
            standard output, or to a file with -o.

            The first argument is the query, unless it names a file that exists:
            then all values of all files are written, which converts them. A query
            that begins with a source ("file in.zson | ...") or with yield may
            stand alone. -I puts files with query text before the query.

            Files are paths, http or https URLs, or "-" for standard input. The
            format of each is found out by its content, unless -i gives it, and
            may differ between files. Data compressed by gzip is decompressed.

            Output is in the format that -f names, or -z, -Z, -j, -J for short.
            Without any of them it is ZSON on a terminal and binary ZNG elsewhere.
            With -split, values go to files in a folder, one for each type.

                zq -z 'count() by status | sort -r count' access.ndjson
                zq -f zng access.ndjson > access.zng
            """, ZqCommand::new);
    }

    @Override
    public void declare(FlagSet flags) {
        output = new OutputFlags(flags, "zng");
        input = new InputFlags(flags, false);
        runtime = new RuntimeFlags(flags);
        queryText = new QueryTextFlags(flags);
        canonical = flags.toggle("C", false, "print the query in Zed's canonical form instead of running it");
        stopOnError = flags.toggle("e", true, "stop at errors in the input");
        quiet = flags.toggle("q", false, "print no warnings");
        version = flags.toggle("version", false, "print the version and end");
        flags.hiddenText("cpuprofile", "", "accepted and ignored; use a profiler of the JVM");
        flags.hiddenText("memprofile", "", "accepted and ignored; use a profiler of the JVM");
    }

    @Override
    public int run(List<String> arguments, Invocation invocation) throws Exception {
        if (version.value()) {
            Version.print(invocation);
            return 0;
        }
        if (arguments.isEmpty() && !queryText.hasFiles()) {
            return Dispatcher.SHOW_HELP;
        }
        Inputs inputs = new Inputs(invocation, input.format(), input.options());
        QueryOptions options = runtime.options();
        List<String> files = new ArrayList<>(arguments);
        Optional<String> query = Optional.empty();
        if (!files.isEmpty() && (canonical.value() || !inputs.exists(files.getFirst()))) {
            query = Optional.of(files.removeFirst());
        }
        QueryText text = queryText(query, files, invocation);
        if (canonical.value()) {
            print(canonicalText(text, invocation), invocation);
            return 0;
        }
        Query compiled = compile(text, query, files, inputs, options, invocation);
        if (queryText.explain()) {
            print(compiled.explain().stripTrailing(), invocation);
            return 0;
        }
        try (Sink sink = output.open(invocation); Results results = compiled.run()) {
            QueryRun.write(results, sink, invocation);
            if (queryText.statistics()) {
                QueryRun.printStatistics(results, invocation);
            }
        }
        return 0;
    }

    private static String canonicalText(QueryText text, Invocation invocation) throws UsageException {
        try {
            return CanonicalPrinter.print(Parser.parse(text));
        } catch (QueryException e) {
            throw Failure.prefixed("zq: ", e, invocation);
        }
    }

    private static void print(String line, Invocation invocation) {
        PrintStream out = invocation.printer();
        out.println(line);
        out.flush();
    }

    private QueryText queryText(Optional<String> query, List<String> files, Invocation invocation) throws UsageException {
        try {
            return queryText.text(query.isEmpty() && files.isEmpty() ? Optional.empty() : query, invocation);
        } catch (UsageException e) {
            throw new UsageException("zq: " + e.getMessage());
        }
    }

    private Query compile(QueryText text, Optional<String> query, List<String> files, Inputs inputs, QueryOptions options,
            Invocation invocation) throws UsageException {
        boolean alone = query.isPresent() && files.isEmpty() && !queryText.hasFiles();
        FileCatalog catalog = new FileCatalog(inputs, files.isEmpty() ? Optional.empty() : Optional.of(sources(files, inputs, invocation)));
        try {
            Query compiled = Query.compile(text, catalog, options);
            if (alone && catalog.inputAskedFor() && !compiled.beginsWithYield()) {
                throw notAlone(query.get(), "\n - the argument is a valid Zed query but does not begin with a source "
                    + "(e.g., \"file input.zson\") or yield operator");
            }
            if (!files.isEmpty() && !catalog.inputAskedFor()) {
                throw new UsageException("redundant inputs specified: use either command-line files or a Zed source operator");
            }
            return compiled;
        } catch (QueryException e) {
            boolean syntax = e.problems().getFirst().kind() == QueryException.Problem.Kind.SYNTAX;
            if (alone && syntax) {
                throw notAlone(query.get(), "\n - the argument could not be compiled as a valid Zed query:\n   "
                    + Failure.message(e, invocation).replace("\n", "\n   "));
            }
            boolean unplaced = e.problems().getFirst().kind() == QueryException.Problem.Kind.UNPLACED;
            throw Failure.prefixed(syntax || alone && !unplaced ? "zq: " : "", e, invocation);
        }
    }

    private static UsageException notAlone(String argument, String why) {
        String name = argument.length() > SHOWN_NAME ? argument.substring(0, SHOWN_NAME) + "..." : argument;
        return new UsageException("zq: could not invoke zq with a single argument because:\n - a file could not be found with the name \""
            + name + "\"" + why);
    }

    private Source sources(List<String> files, Inputs inputs, Invocation invocation) {
        Consumer<String> warning = message -> {
            if (!quiet.value()) {
                invocation.err().println(message);
            }
        };
        List<Source> sources = new ArrayList<>();
        for (String file : files) {
            try {
                sources.add(inputs.source(file));
            } catch (NotFoundException e) {
                if (stopOnError.value()) {
                    throw e;
                }
                warning.accept(e.getMessage());
            }
        }
        return new SourceList(sources, stopOnError.value() ? Optional.empty() : Optional.of(warning));
    }
}
