package dev.tarn.cli.golden;

import java.util.List;
import java.util.stream.Collectors;

/// Shows how two texts differ, for a person to read.
final class Difference {
    private static final int MAX_LINES = 60;

    private Difference() {
    }

    /// Returns both texts from the first line in which they differ, which is shown with its invisible characters.
    static String between(String name, String expected, String actual) {
        List<String> want = expected.lines().toList();
        List<String> got = actual.lines().toList();
        int line = 0;
        while (line < want.size() && line < got.size() && want.get(line).equals(got.get(line))) {
            line++;
        }
        return name + " differs at line " + (line + 1) + ": expected " + show(want, line, expected) + ", got " + show(got, line, actual)
            + "\n--- expected from there\n" + from(want, line) + "\n--- actual from there\n" + from(got, line);
    }

    private static String show(List<String> lines, int line, String whole) {
        if (line >= lines.size()) {
            return whole.endsWith("\n") || whole.isEmpty() ? "the end" : "the end without ␤";
        }
        return lines.get(line).replace(" ", "␠").replace("\t", "␉").replace("\r", "␍");
    }

    private static String from(List<String> lines, int line) {
        return lines.stream().skip(line).limit(MAX_LINES).collect(Collectors.joining("\n"));
    }
}
