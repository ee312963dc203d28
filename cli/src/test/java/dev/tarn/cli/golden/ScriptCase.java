package dev.tarn.cli.golden;

import java.nio.file.Path;
import java.util.List;

/// A shell script, the files it finds and the files it leaves behind; `stdin`, `stdout` and `stderr` count as files.
record ScriptCase(
        String id,
        Path file,
        boolean own,
        String skip,
        String script,
        List<CaseFile.Content> inputs,
        List<CaseFile.Content> outputs,
        List<String> environment) implements Ztest {
}
