package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The run from which the AOT cache is made: what it loads, links and calls often is ready at the next start.
///
/// Typical queries run over small inputs, many times, so that profiles of the methods that matter for a start are recorded too.
final class Training {
    private static final int ROUNDS = 20;
    private static final int ROWS = 200;

    private static final List<String> QUERIES = List.of(
        "*",
        "count()",
        "count() by name | sort -r count",
        "sum(count) by stack,name | sort -r sum | head 2",
        "min(n),max(n),avg(n) by name",
        "is(<exec>) | cut ts,name",
        "\"proc1\" | head 3",
        "n > 100 and name != \"proc1\" | sort -r n | head 5",
        "put half:=n/2, upper:=upper(name) | drop ts",
        "rename m:=n | yield {m,name}",
        "over stack | count() by callee:=this",
        "stacks:=union(stack) by callee:=stack[1]",
        "count() by typeof(this)");

    private final Invocation invocation;

    Training(Invocation invocation) {
        this.invocation = invocation;
    }

    /// Runs the commands and returns 0, or the status of the first that did not succeed.
    int run() {
        byte[] zson = sample();
        ByteArrayOutputStream zng = new ByteArrayOutputStream();
        int status = zq(List.of("-f", "zng", "-"), zson, zng);
        for (int round = 0; round < ROUNDS && status == 0; round++) {
            status = round(zson, zng.toByteArray());
        }
        return status;
    }

    private int round(byte[] zson, byte[] zng) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        int status = zq(List.of("-z", "yield 1"), new byte[0], nowhere);
        for (String query : QUERIES) {
            status = Math.max(status, zq(List.of("-z", query, "-"), zson, nowhere));
            status = Math.max(status, zq(List.of("-Z", query, "-"), zng, nowhere));
            status = Math.max(status, zq(List.of(query, "-"), zng, nowhere));
        }
        return Math.max(status, Program.run("zed", List.of("-h"), invocation(new byte[0], nowhere)));
    }

    private int zq(List<String> arguments, byte[] in, OutputStream out) {
        int status = Program.run("zq", arguments, invocation(in, out));
        if (status != 0) {
            invocation.err().println("train: zq " + String.join(" ", arguments) + ": status " + status);
        }
        return status;
    }

    private Invocation invocation(byte[] in, OutputStream out) {
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Invocation(new ByteArrayInputStream(in), out, err, Map.of(), invocation.workingDirectory(), Invocation.Terminals.NONE);
    }

    /// Returns records of the shapes that the collector's tools make.
    private static byte[] sample() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            text.append(i % 3 == 0
                ? "{ts:2024-01-01T00:00:00Z,name:\"proc" + i % 7 + "\",n:" + i + ",args:[\"/bin/x\",\"-a\"]}(=exec)\n"
                : "{ts:2024-01-01T00:00:00Z,name:\"proc" + i % 5 + "\",n:" + i + ",count:" + i % 9
                    + ",stack:[\"ip_output\",\"f" + i % 4 + "\"]}(=stack)\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
