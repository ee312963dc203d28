package dev.tarn.cli.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static final String VALUES = "{a:1}\n{a:2,b:\"x,}\"}(=rec)\n3\n4\n";

    @Test
    void leavesWhatIsNeeded() {
        var all = Pieces.of("const K=1\nput z:=[1,2],y:=\"|,\" | yield a,{b,c:f(1,2)},K | sort -r a,b", VALUES);
        assertEquals("const K=1\nput z:=[1,2],y:=\"|,\" | yield a,{b,c:f(1,2)},K | sort -r a,b", all.query());
        var smallest = Shrinking.smallest(all, some -> some.query().contains("f(1,2)") && some.values().contains("x,"));
        assertEquals("const K=1\nyield {b,c:f(1,2)}", smallest.query());
        assertEquals("{b:\"x,}\"}\n", smallest.values());
    }

    @Test
    void expressionsAreLeftOutWhereThereAreOthers() {
        var all = Pieces.of("yield a,b,c", VALUES);
        var rest = all.beside(Shrinking.smallest(all, some -> some.query().contains("b")));
        assertEquals("yield a,c", rest.query());
        assertEquals(VALUES, rest.values());
        assertEquals(12, all.size());
        assertEquals(8, rest.size());
    }

    @Test
    void valuesAreLeftOutWhereAllOperatorsAreNeeded() {
        var all = Pieces.of("head 2", VALUES);
        assertEquals("{a:1}\n{a:2,b:\"x,}\"}(=rec)\n4\n", all.beside(Shrinking.smallest(all, some -> some.values().contains("3"))).values());
        assertTrue(all.beside(all).isEmpty());
    }
}
