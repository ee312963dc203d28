package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The run from which the AOT cache is made: what it loads, links and calls often is ready at the next start.
///
/// Typical queries run over small inputs, many times, so that profiles of the methods that matter for a start are recorded too.
final class Training {
    private static final int ROUNDS = 20;
    private static final int ROWS = 200;
    // Enough for the loops that read frames, group and sort to be compiled for good, so that their profiles are whole.
    private static final int MANY_ROUNDS = 6;
    private static final int MANY_ROWS = 60_000;

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

    /// What is written besides ZSON and ZNG.
    private static final List<String> FORMATS = List.of("json", "zjson", "table", "text", "vng");

    private static final List<String> LARGE_QUERIES = List.of(
        "count()",
        "has(stack) | count() by name,k",
        "count(),sum(n),max(n) by name",
        "count() by path | sort -r count | head 5",
        "n >= 100 and name == \"proc1\" | count()",
        "search f3 | count()",
        "search absent | cut name,path",
        "ts >= 2024-01-01T00:00:20Z ts < 2024-01-01T00:00:21Z | count()",
        "cidr_match(10.0.7.0/24,addr) | count()",
        "has(path) grep(/lib.[0-9]+7.x/,path) | count()",
        "has(path) | count() by upper(split(path,\"/\")[2])",
        "has(ms) n > 100 ms < 2000. | cut name,addr,ms",
        "has(path) | count() by p:=regexp_replace(path,/[0-9]+/,\"\") | sort -r count,p | head 5",
        "has(stack) count>=3 k==\"w1\" | count(),s:=sum(count)",
        "s:=sum(n)",
        "has(stack) | n:=sum(count) by s:=join(stack,\";\") | sort -r n,s | head 5",
        "over stack with count => (yield {f:this,count}) | n:=sum(count) by f",
        "has(ms) n != 7 ms <= 900. and name > \"proc2\" | n:=count(),s:=sum(n),a:=avg(ms) by addr,name",
        "has(path) | join (file FILE | has(k) | cut name,k | head 5) on name=name k | count() by k",
        "top 3 n",
        "top 3 n | cut n",
        "count() by every(1s)",
        "sort -r n,path | head 3",
        "sort n | cut n | tail 1",
        "over stack | count() by callee:=this",
        "count() by typeof(this) | cut count");

    /// More groups than one thread puts together.
    private static final String MANY_GROUPS =
        "yield ts, {ts}, [ts] | count() by k:=this | sort -r count,k | head 5";

    private final Invocation invocation;

    Training(Invocation invocation) {
        this.invocation = invocation;
    }

    /// Runs typical commands of a program and returns 0, or the status of the first that did not succeed.
    ///
    /// @param program `zq`, `zed` or `zapi`
    int run(String program) {
        int status = program.equals("zapi") ? 0 : files();
        try {
            return status != 0 ? status : switch (program) {
                case "zed" -> new LakeTraining(invocation, sample(ROWS)).inFolder();
                case "zapi" -> new LakeTraining(invocation, sample(ROWS)).behindService();
                default -> many();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the training was interrupted", e);
        }
    }

    private int files() {
        byte[] zson = sample(ROWS);
        ByteArrayOutputStream zng = new ByteArrayOutputStream();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        int status = Math.max(zq(List.of("-f", "zng", "-"), zson, zng), zq(List.of("-j", "-"), zson, json));
        for (int round = 0; round < ROUNDS && status == 0; round++) {
            status = round(zson, zng.toByteArray(), json.toByteArray());
        }
        return status;
    }

    /// Runs queries over a file of many values.
    private int many() throws IOException {
        Path file = Files.createTempFile("tarn-training-", ".zng");
        try {
            int status = zq(List.of("-f", "zng", "-o", file.toString(), "-"), sample(MANY_ROWS), OutputStream.nullOutputStream());
            for (int round = 0; round < MANY_ROUNDS && status == 0; round++) {
                for (String query : LARGE_QUERIES) {
                    List<String> arguments = List.of("-z", query.replace("FILE", file.toString()), file.toString());
                    status = Math.max(status, zq(arguments, new byte[0], OutputStream.nullOutputStream()));
                }
            }
            return Math.max(status, zq(List.of("-z", MANY_GROUPS, file.toString()), new byte[0], OutputStream.nullOutputStream()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private int round(byte[] zson, byte[] zng, byte[] json) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        int status = zq(List.of("-z", "yield 1"), new byte[0], nowhere);
        for (String query : QUERIES) {
            status = Math.max(status, zq(List.of("-z", query, "-"), zson, nowhere));
            status = Math.max(status, zq(List.of("-Z", query, "-"), zng, nowhere));
            status = Math.max(status, zq(List.of(query, "-"), zng, nowhere));
        }
        for (String format : FORMATS) {
            status = Math.max(status, zq(List.of("-f", format, "-"), zng, nowhere));
        }
        status = Math.max(status, zq(List.of("-j", "has(k) | count() by name", "-"), json, nowhere));
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
    private static byte[] sample(int rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            String ts = "{ts:2024-01-01T00:00:" + (10 + i % 50) + "." + i + "Z,name:\"proc";
            switch (i % 3) {
                case 0 -> text.append(ts).append(i % 7).append("\",n:").append(i).append(",args:[\"/bin/x\",\"-a\"]}(=exec)\n");
                case 1 -> text.append(ts).append(i % 5).append("\",n:").append(i).append(",count:").append(i % 9)
                    .append("(uint64),stack:[\"ip_output\",\"f").append(i % 4).append("\"],k:\"w").append(i % 3).append("\"}(=stack)\n");
                default -> text.append(ts).append(i % 6).append("\",n:").append(i).append(",path:\"/var/lib/").append(i % 997)
                    .append("/x\",ms:").append(i * 0.5).append(",addr:10.0.").append(i % 256).append(".1}(=open)\n");
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
