package dev.tarn.cli.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs every case that is a script, against the built launchers.
class GoldenScriptsIT {

    @TestFactory
    List<DynamicTest> scripts() throws Exception {
        Checkout checkout = Checkout.find();
        Launchers.prepare(checkout);
        NotYet notYet = new NotYet(checkout.notYetList());
        List<Ztest> all = checkout.cases();
        List<ScriptCase> cases = all.stream().filter(ScriptCase.class::isInstance).map(ScriptCase.class::cast).toList();
        ScriptRunner runner = new ScriptRunner(checkout.bin());
        List<ScriptCase> toRun = cases.stream().filter(test -> test.skip().isEmpty()).toList();
        Pool<ScriptCase> pool = new Pool<>(toRun, test -> () -> runner.run(test));
        List<DynamicTest> tests = new ArrayList<>();
        for (ScriptCase test : cases) {
            tests.add(DynamicTest.dynamicTest(test.id(), test.file().toUri(), () -> {
                Assumptions.assumeTrue(test.skip().isEmpty(), test.skip());
                notYet.judge(test, pool.result(test));
            }));
        }
        if (checkout.referenceCases().isPresent() && !checkout.partial()) {
            Set<String> others = all.stream().map(Ztest::id).collect(Collectors.toSet());
            tests.add(DynamicTest.dynamicTest("the list of cases that do not pass yet", () -> notYet.finish(cases, others)));
        }
        return tests;
    }
}
