package dev.tarn.lake.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tarn.lake.catalog.Branch;
import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.CommitDraft;
import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.catalog.Extent;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.KeyBound;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.lake.catalog.PrefixRange;
import dev.tarn.model.SortKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lake on a disk of its own that fills up: a tmpfs, which takes the right to mount one.
class FullDiskTest {
    @TempDir
    Path temporary;

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor() == 0;
    }

    @Test
    void losesNoCommitAndGoesOnWhenThereIsSpaceAgain() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/mount")) && run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs",
                temporary.toString()), "needs the right to mount a tmpfs");
        try {
            fill(temporary.resolve("lake"));
        } finally {
            run("umount", temporary.toString());
        }
    }

    private static void fill(Path lake) throws IOException {
        Path ballast = lake.resolveSibling("ballast");
        Files.write(ballast, new byte[1 << 20]);
        List<DataObject> committed = new ArrayList<>();
        var random = new Random(1);
        try (var catalog = Catalog.create(lake, 0); var packs = new Packs(catalog)) {
            Pool pool = catalog.change(change -> change.createPool("p", SortKey.ascending("k"), 1, 1, 0));
            var failure = assertThrows(UncheckedIOException.class, () -> {
                while (true) {
                    committed.add(commit(catalog, packs, pool, random));
                }
            });
            assertTrue(failure.getMessage().contains("No space left"), failure.getMessage());
            assertFalse(committed.isEmpty());
            assertEquals(committed, objects(catalog, pool), "before there is space");
            Files.delete(ballast);
            committed.add(commit(catalog, packs, pool, random));
            assertEquals(committed, objects(catalog, pool), "after there is space");
        }
        try (var catalog = Catalog.open(lake); var packs = new Packs(catalog)) {
            Pool pool = catalog.read(view -> view.pool("p")).orElseThrow();
            assertEquals(committed, objects(catalog, pool), "opened again");
            for (DataObject object : committed) {
                Extent extent = object.extent();
                byte[] index = packs.read(extent.pack(), extent.indexOffset(), extent.indexLength());
                assertEquals(extent.indexChecksum(), Blob.checksum(index));
            }
        }
    }

    private static DataObject commit(Catalog catalog, Packs packs, Pool pool, Random random) {
        Id id = Id.create();
        byte[] data = new byte[random.nextInt(20_000)];
        byte[] index = new byte[random.nextInt(2_000)];
        random.nextBytes(index);
        Extent extent = packs.append(id, data, index);
        var bound = new KeyBound(Encoded.of(id.bytes()), Encoded.EMPTY);
        var object = new DataObject(id, bound, bound, 1, extent);
        var draft = new CommitDraft("", 0, "", Encoded.EMPTY);
        catalog.change(change -> change.commit(pool, Branch.MAIN, draft, List.of(object), List.of()));
        return object;
    }

    private static List<DataObject> objects(Catalog catalog, Pool pool) {
        List<DataObject> objects = new ArrayList<>();
        catalog.read(view -> view.history(pool, view.branch(pool, Branch.MAIN).orElseThrow().tip()).reversed().stream()
                .map(commit -> view.object(pool, commit.actions().getFirst().objectId()).orElseThrow()).toList())
                .forEach(objects::add);
        assertEquals(objects.size(), catalog.read(view -> view.objects(pool,
                view.branch(pool, Branch.MAIN).orElseThrow(), PrefixRange.ALL)).size());
        return objects;
    }
}
