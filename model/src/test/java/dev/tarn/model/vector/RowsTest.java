package dev.tarn.model.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A column of texts that are all the same is read as one.
class RowsTest {
    @Test
    void sameTextsAreAConstant() {
        var column = column(PrimitiveType.STRING, "dns", "dns", "dns");
        assertEquals(3, assertInstanceOf(Constant.class, column).length());
        for (int row = 0; row < 3; row++) {
            assertEquals(Value.ofString("dns"), Value.of(column, row));
        }
    }

    @Test
    void nullsAreAConstant() {
        var column = column(PrimitiveType.STRING, null, null);
        assertInstanceOf(Constant.class, column);
        assertEquals(Value.ofNull(PrimitiveType.STRING), Value.of(column, 1));
    }

    @Test
    void oneThatDiffersIsSeen() {
        for (var texts : List.of(List.of("dns", "dnt"), List.of("dns", "dns", "dn"), List.of("dns", "ens", "dns"), List.of("dn", "dns"))) {
            var column = column(PrimitiveType.STRING, texts.toArray(String[]::new));
            assertFalse(column instanceof Constant, texts.toString());
            for (int row = 0; row < texts.size(); row++) {
                assertEquals(Value.ofString(texts.get(row)), Value.of(column, row));
            }
        }
    }

    @Test
    void nullIsNotTheEmptyText() {
        var column = column(PrimitiveType.STRING, "", null, "");
        assertEquals(Value.ofString(""), Value.of(column, 0));
        assertEquals(Value.ofNull(PrimitiveType.STRING), Value.of(column, 1));
        column = column(PrimitiveType.STRING, null, "");
        assertEquals(Value.ofNull(PrimitiveType.STRING), Value.of(column, 0));
        assertEquals(Value.ofString(""), Value.of(column, 1));
    }

    @Test
    void addressesOfTheWrongLengthAreRefusedAlsoWhereAllAreTheSame() {
        assertThrows(InputException.class, () -> column(PrimitiveType.IP, "abc", "abc"));
    }

    /// Reads the only field of records.
    private static TypedVector column(Type type, String... texts) {
        var arena = new ByteBuilder(16);
        var starts = new int[texts.length];
        var lengths = new int[texts.length];
        for (int row = 0; row < texts.length; row++) {
            starts[row] = arena.length();
            if (texts[row] == null) {
                arena.put(0);
            } else {
                byte[] bytes = texts[row].getBytes(StandardCharsets.UTF_8);
                arena.put(bytes.length + 1);
                arena.put(bytes);
            }
            lengths[row] = arena.length() - starts[row];
        }
        var record = new RecordType(List.of(new Field("f", type)));
        return new Rows(record, arena.toBytes(), starts, lengths, texts.length).field(0);
    }
}
