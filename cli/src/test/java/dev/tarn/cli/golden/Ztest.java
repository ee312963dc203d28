package dev.tarn.cli.golden;

import java.nio.file.Path;
import java.util.Optional;

/// One case: what to run and what should come out.
///
/// The form is the reference's: a YAML file with either `zed`, `input` and `output`, or a `script`.
sealed interface Ztest permits QueryCase, ScriptCase {

    /// The name: a path that tells where the case is.
    String id();

    /// The file that the case is in.
    Path file();

    /// Why the case is not to be run; empty if it is.
    String skip();

    /// Whether the case is this project's, so that it has to pass.
    boolean own();

    /// Reads the case in `file`, if there is one of the form above in it.
    static Optional<Ztest> load(String id, Path file, boolean own) {
        return CaseFile.read(file).map(yaml -> of(id, file, own, yaml));
    }

    private static Ztest of(String id, Path file, boolean own, CaseFile yaml) {
        String skip = yaml.text("skip") + (yaml.text("tag").isEmpty() ? "" : "tagged " + yaml.text("tag"))
            + yaml.absentInput().map(source -> "no file " + source).orElse("");
        return yaml.has("script")
            ? new ScriptCase(id, file, own, skip, yaml.text("script"), yaml.files("inputs"), yaml.files("outputs"), yaml.texts("env"))
            : new QueryCase(id, file, own, skip, yaml.text("zed"), yaml.bytes("input"), yaml.bytes("output"), yaml.text("error"),
                yaml.text("errorRE"), yaml.words("input-flags"), yaml.words("output-flags"), yaml.text("vector").equals("true"));
    }
}
