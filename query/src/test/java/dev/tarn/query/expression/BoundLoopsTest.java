package dev.tarn.query.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The row of a loop has to be written in the call to [Loops]: a row that comes from anywhere else is ten times slower.
class BoundLoopsTest {
    private static final String LOOPS = "dev/tarn/query/expression/Loops";

    private int bound;

    @Test
    void rowsAreWrittenInTheCall() throws IOException, URISyntaxException {
        var classes = Path.of(Loops.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var unbound = new ArrayList<String>();
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                check(ClassFile.of().parse(file), unbound);
            }
        }
        assertEquals(List.of(), unbound);
        assertTrue(bound > 50, "only " + bound + " calls with a row were found");
    }

    private void check(ClassModel type, List<String> unbound) {
        for (var method : type.methods()) {
            method.code().ifPresent(code -> {
                Instruction last = null;
                for (var element : code) {
                    if (element instanceof Instruction instruction) {
                        check(type, method, instruction, last, unbound);
                        last = instruction;
                    }
                }
            });
        }
    }

    private void check(ClassModel type, MethodModel method, Instruction call, Instruction before, List<String> unbound) {
        if (!(call instanceof InvokeInstruction invoke)
                || !invoke.owner().asInternalName().equals(LOOPS)
                || !takesRow(invoke)) {
            return;
        }
        if (before instanceof InvokeDynamicInstruction) {
            bound++;
        } else {
            unbound.add(type.thisClass().asInternalName() + "#" + method.methodName().stringValue() + " calls "
                    + invoke.name().stringValue());
        }
    }

    private static boolean takesRow(InvokeInstruction call) {
        var parameters = call.typeSymbol().parameterList();
        return !parameters.isEmpty() && parameters.getLast().descriptorString().startsWith("L" + LOOPS + "$");
    }
}
