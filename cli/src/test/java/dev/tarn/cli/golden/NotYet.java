package dev.tarn.cli.golden;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/// The list of the reference's cases that do not pass yet. A case on it that passes and a case not on it that fails are both
/// failures, so the list says exactly what works. With `-Dtarn.ztests.update=true` a run writes the list instead of checking it.
final class NotYet {
    private static final String HEAD = """
        # Cases of Zed v1.18.0 that do not pass yet, one a line. Written by
        #     mvn verify -Dtarn.ztests.update=true
        # A case leaves this list in the change that makes it pass.
        """;

    private final Path file;
    private final Set<String> listed;
    private final boolean updating = Boolean.getBoolean("tarn.ztests.update");
    private final SortedSet<String> passed = new TreeSet<>();
    private final SortedSet<String> failed = new TreeSet<>();

    NotYet(Path file) {
        this.file = file;
        this.listed = read(file);
    }

    private static Set<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Turns what a run of `ztest` found into the outcome of its test.
    ///
    /// @param why why the case failed; empty if it passed
    synchronized void judge(Ztest ztest, String why) {
        if (ztest.own()) {
            if (!why.isEmpty()) {
                fail(why);
            }
            return;
        }
        (why.isEmpty() ? passed : failed).add(ztest.id());
        if (updating) {
            return;
        }
        boolean known = listed.contains(ztest.id());
        if (known && why.isEmpty()) {
            fail("passes now: take it off " + file.getFileName());
        }
        if (known) {
            Assumptions.abort("not yet: " + why.lines().findFirst().orElse(""));
        }
        if (!why.isEmpty()) {
            fail(why);
        }
    }

    /// Ends a run over all of `cases`: checks that those on the list exist, or writes the list.
    synchronized void finish(List<? extends Ztest> cases, Set<String> others) {
        if (updating) {
            SortedSet<String> now = new TreeSet<>(read(file));
            now.removeAll(passed);
            now.addAll(failed);
            now.retainAll(union(cases, others));
            write(now);
            return;
        }
        SortedSet<String> unknown = new TreeSet<>(listed);
        unknown.removeAll(union(cases, others));
        if (!unknown.isEmpty()) {
            fail(file.getFileName() + " names cases that do not exist: " + unknown);
        }
    }

    private static Set<String> union(List<? extends Ztest> cases, Set<String> others) {
        Set<String> all = new TreeSet<>(others);
        cases.forEach(ztest -> all.add(ztest.id()));
        return all;
    }

    private void write(SortedSet<String> cases) {
        try {
            Files.writeString(file, HEAD + cases.stream().map(line -> line + "\n").collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
