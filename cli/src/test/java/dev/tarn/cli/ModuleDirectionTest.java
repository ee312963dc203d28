package dev.tarn.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds each module to those that it may know. Maven does so between poms; this catches a pom that was changed to allow more.
class ModuleDirectionTest {

    private static final Map<String, Set<String>> MAY_USE = Map.of(
        "model", Set.of(),
        "formats", Set.of("model"),
        "query", Set.of("model"),
        "lake", Set.of("model", "query"),
        "ingest", Set.of("model", "query", "formats", "lake"),
        "bpf", Set.of("model"),
        "server", Set.of("model", "query", "formats", "lake", "ingest", "bpf"),
        "cli", Set.of("model", "query", "formats", "lake", "ingest", "bpf", "server"));

    @TestFactory
    List<DynamicTest> modulesUseOnlyWhatTheyMay() {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.tarn");
        return MAY_USE.entrySet().stream().map(module -> DynamicTest.dynamicTest(module.getKey(), () -> {
            String[] forbidden = Stream.concat(MAY_USE.keySet().stream(), Stream.of("bench"))
                .filter(other -> !other.equals(module.getKey()) && !module.getValue().contains(other))
                .map(other -> "dev.tarn." + other + "..").toArray(String[]::new);
            noClasses().that().resideInAPackage("dev.tarn." + module.getKey() + "..")
                .should().dependOnClassesThat().resideInAnyPackage(forbidden)
                .allowEmptyShould(true).check(classes);
        })).toList();
    }
}
