package dev.tarn.cli.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where this source checkout keeps what the suites read.
final class Checkout {
    private static final String ONLY = System.getProperty("tarn.only", "");

    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    /// Finds the checkout from the folder that a test runs in: the module's, or the root.
    static Checkout find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("bin/launch.sh"))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " holds bin/launch.sh");
    }

    Path root() {
        return root;
    }

    /// The folder of the launchers.
    Path bin() {
        return root.resolve("bin");
    }

    /// The list of the reference's cases that are known not to pass.
    Path notYetList() {
        return root.resolve("cli/src/test/resources/ztests-not-yet.txt");
    }

    /// The reference's own cases: in a folder beside the checkout, or where `-Dtarn.ztests=DIR` says.
    Optional<Path> referenceCases() {
        String given = System.getProperty("tarn.ztests");
        Path folder = given == null ? root.resolveSibling("shared/ztests") : Path.of(given);
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    /// Whether only some cases run, so that nothing can be said about all of them.
    boolean partial() {
        return !ONLY.isEmpty();
    }

    /// Every case whose name contains `-Dtarn.only=TEXT`: the modules' specs, named by their path in the checkout, and the reference's, by their path in its folder.
    List<Ztest> cases() {
        List<Ztest> cases = new ArrayList<>();
        for (Path module : filesUnder(root, 1, path -> Files.isDirectory(path.resolve("src/test/spec")))) {
            for (Path file : filesUnder(module.resolve("src/test/spec"), 20, path -> path.toString().endsWith(".yaml"))) {
                Ztest.load(root.relativize(file).toString(), file, true).ifPresent(cases::add);
            }
        }
        referenceCases().ifPresent(folder -> {
            Predicate<Path> isCase = path -> path.toString().endsWith(".yaml")
                && folder.relativize(path).toString().contains("ztests/");
            for (Path file : filesUnder(folder, 20, isCase)) {
                Ztest.load(folder.relativize(file).toString(), file, false).ifPresent(cases::add);
            }
        });
        cases.removeIf(test -> !test.id().contains(ONLY));
        return cases;
    }

    /// Every Markdown document of the project.
    List<Path> documents() {
        List<Path> documents = new ArrayList<>(filesUnder(root, 1, path -> path.toString().endsWith(".md")));
        if (Files.isDirectory(root.resolve("docs"))) {
            documents.addAll(filesUnder(root.resolve("docs"), 20, path -> path.toString().endsWith(".md")));
        }
        return documents;
    }

    private static List<Path> filesUnder(Path folder, int depth, Predicate<Path> wanted) {
        try (Stream<Path> paths = Files.walk(folder, depth)) {
            return paths.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
