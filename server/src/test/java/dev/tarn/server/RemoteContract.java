package dev.tarn.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.lake.CommitMessage;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.BatchSource;
import dev.tarn.model.ConflictException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.LongVector;
import dev.tarn.query.QueryException;
import java.util.ArrayList;
import java.util.List;

/// What a lake behind a service and the lake itself have to agree on.
final class RemoteContract {
    private RemoteContract() {}

    static void check(Lake remote, Lake local) {
        var pool = remote.createPool("ü \"x\"/y", SortKey.descending("a.b"));
        assertEquals(local.pool("ü \"x\"/y"), pool);
        assertEquals(local.pools(), remote.pools());
        assertThrows(ConflictException.class, () -> remote.createPool("ü \"x\"/y", SortKey.descending("a.b")));

        var values = new BatchSource(List.of(new LongVector(PrimitiveType.INT64, new long[] {3, 1, 2})));
        var receipt = remote.load(new Head(pool.name(), "main"), values, new CommitMessage("jörg", "three", ""));
        assertEquals(local.branch(pool.name(), "main").commit(), receipt.commit());
        assertEquals(local.branches(pool.name()), remote.branches(pool.name()));

        assertEquals(List.of("6"), texts(remote, "from '" + pool.id() + "' | sum(this)"));
        assertThrows(QueryException.class, () -> remote.query("from nowhere"));
        assertThrows(NotFoundException.class, () -> remote.dropPool("nowhere"));

        remote.renamePool(pool.name(), "z");
        assertEquals("z", local.pool(pool.id().toString()).name());
        remote.dropPool("z");
        assertEquals(List.of(), local.pools());
    }

    private static List<String> texts(Lake lake, String query) {
        var texts = new ArrayList<String>();
        try (var results = lake.query(query)) {
            for (Value value : results) {
                texts.add(value.toString());
            }
        }
        return texts;
    }
}
