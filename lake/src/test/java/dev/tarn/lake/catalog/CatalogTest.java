package dev.tarn.lake.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.ConflictException;
import dev.tarn.model.CorruptException;
import dev.tarn.model.InputException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
    @TempDir
    Path temporary;

    private Path lake() {
        return temporary.resolve("lake");
    }

    @Test
    void keepsPoolsAcrossOpenings() {
        Pool pool;
        try (var fixture = Fixture.create(lake())) {
            pool = fixture.createPool("logs", new SortKey(dev.tarn.model.Path.of("a", "b.c"), SortKey.Direction.ASCENDING,
                    SortKey.Nulls.LAST));
        }
        try (var fixture = Fixture.open(lake())) {
            assertEquals(List.of(pool), fixture.catalog.read(CatalogView::pools));
            assertEquals(pool, fixture.catalog.read(view -> view.pool(pool.id())).orElseThrow());
            assertEquals(Id.NIL, fixture.main(pool).tip());
        }
    }

    @Test
    void refusesWhatIsNoLake() throws IOException {
        assertEquals(lake() + ": lake does not exist",
                assertThrows(NotFoundException.class, () -> Catalog.open(lake())).getMessage());
        Files.createDirectories(lake());
        Files.writeString(lake().resolve("lake.mdb"), "not a catalog".repeat(1000));
        assertThrows(CorruptException.class, () -> Catalog.open(lake()));
        Files.delete(lake().resolve("lake.mdb"));
        Files.writeString(lake().resolve("lake.zng"), "");
        assertThrows(UnsupportedException.class, () -> Catalog.open(lake()));
    }

    @Test
    void refusesASecondLakeInTheSamePlace() {
        try (var _ = Fixture.create(lake())) {
            var exception = assertThrows(ConflictException.class, () -> Catalog.create(lake(), 0));
            assertEquals(lake() + ": lake already exists", exception.getMessage());
        }
    }

    @Test
    void belongsToItsOwnerAlone() throws IOException {
        try (var _ = Fixture.create(lake())) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(lake())));
        }
    }

    static List<String> poolNames() {
        return List.of("a", "a b", "a/b", "'", "ü", "日本", "🜁", "\u0000", "a\u0000", "a\u0000b", "HEAD2", "head", ".", "..",
                "x".repeat(400), "x".repeat(401), "x".repeat(10_000), "x".repeat(10_000) + "y", "\u0000".repeat(300));
    }

    @ParameterizedTest
    @MethodSource("poolNames")
    void takesAnyPoolName(String name) {
        try (var fixture = Fixture.create(lake())) {
            List<String> names = poolNames().stream().filter(other -> !other.equals(name)).toList();
            Pool pool = fixture.createPool(name);
            names.forEach(fixture::createPool);
            assertEquals(pool, fixture.pool(name));
            assertThrows(ConflictException.class, () -> fixture.createPool(name));
            fixture.catalog.change(change -> change.renamePool(pool.id(), "other"));
            assertEquals(pool.id(), fixture.pool("other").id());
            assertTrue(fixture.catalog.read(view -> view.pool(name)).isEmpty());
            for (String other : names) {
                assertEquals(other, fixture.pool(other).name());
            }
        }
    }

    @Test
    void listsPoolsInTheOrderOfTheirNames() {
        try (var fixture = Fixture.create(lake())) {
            poolNames().reversed().forEach(fixture::createPool);
            List<Encoded> names = fixture.catalog.read(CatalogView::pools).stream().map(pool -> Encoded.ofText(pool.name()))
                    .toList();
            assertEquals(poolNames().stream().map(Encoded::ofText).sorted().toList(), names);
        }
    }

    @Test
    void refusesImpossiblePoolNames() {
        try (var fixture = Fixture.create(lake())) {
            assertEquals("no pool name provided",
                    assertThrows(InputException.class, () -> fixture.createPool("")).getMessage());
            assertEquals("pool cannot be named \"HEAD\"",
                    assertThrows(InputException.class, () -> fixture.createPool("HEAD")).getMessage());
            assertThrows(InputException.class, () -> fixture.createPool("half \ud800 pair"));
            assertEquals(List.of(), fixture.catalog.read(CatalogView::pools));
        }
    }

    @Test
    void forgetsADroppedPool() {
        try (var fixture = Fixture.create(lake())) {
            Pool pool = fixture.createPool("p");
            IntStream.range(0, 30).forEach(i -> fixture.add(pool, Fixture.object(i, i)));
            fixture.catalog.change(change -> {
                change.dropPool(pool.id());
                return null;
            });
            assertEquals(List.of(), fixture.catalog.read(CatalogView::pools));
            Pool again = fixture.createPool("p");
            while (fixture.catalog.change(change -> change.cleanUp(7))) {
                assertEquals(again, fixture.pool("p"));
            }
            assertTrue(fixture.catalog.read(view -> view.branch(pool, Branch.MAIN)).isEmpty());
            assertEquals(1, fixture.catalog.read(view -> view.branches(again)).size());
        }
    }

    @Test
    void commitsAndReadsBack() {
        try (var fixture = Fixture.create(lake())) {
            Pool pool = fixture.createPool("p");
            DataObject a = Fixture.object(10, 20);
            DataObject b = Fixture.object(15, 30);
            Commit first = fixture.add(pool, a);
            Commit second = fixture.add(pool, b);
            Commit third = fixture.remove(pool, a.id(), a.id());
            assertEquals(List.of(third, second, first), fixture.catalog.read(view -> view.history(pool, third.id())));
            assertEquals(List.of(new Action.Delete(a.id())), third.actions());
            assertTrue(first.sequence() < second.sequence() && second.sequence() < third.sequence());
            assertEquals(3, third.depth());
            assertEquals(Set.of(a.id(), b.id()), fixture.catalog.read(view -> view.objectIds(pool, second.id())));
            assertEquals(List.of(b.id()), fixture.objects(pool, PrefixRange.ALL));
            Branch main = fixture.main(pool);
            assertEquals(List.of(1L, 1000L, 100L), List.of(main.objects(), main.bytes(), main.values()));
        }
    }

    @Test
    void refusesEmptyCommitsAndDoubleAdds() {
        try (var fixture = Fixture.create(lake())) {
            Pool pool = fixture.createPool("p");
            assertEquals("empty transaction",
                    assertThrows(InputException.class, () -> fixture.remove(pool, Id.create())).getMessage());
            DataObject object = Fixture.object(1, 2);
            fixture.add(pool, object);
            assertThrows(ConflictException.class, () -> fixture.add(pool, object));
            assertEquals(List.of(object.id()), fixture.objects(pool, PrefixRange.ALL));
        }
    }

    @Test
    void findsObjectsByTheRangeOfTheirKeys() {
        for (SortKey key : List.of(SortKey.ascending("ts"), SortKey.descending("ts"))) {
            try (var fixture = Fixture.create(temporary.resolve(key.direction().name()))) {
                Pool pool = fixture.createPool("p", key);
                List<DataObject> objects = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    objects.add(Fixture.object(i * 10L, i * 10L + i % 7 * 10));
                }
                Commit tip = fixture.add(pool, objects.toArray(DataObject[]::new));
                boolean descending = key.direction() == SortKey.Direction.DESCENDING;
                for (long[] range : new long[][] {{0, 500}, {95, 95}, {100, 100}, {333, 444}, {1000, 2000}}) {
                    List<Id> expected = objects.stream()
                            .filter(object -> Fixture.range(range[0], range[1]).meets(object.minimum(), object.maximum()))
                            .sorted((a, b) -> descending ? order(b.maximum(), a.maximum(), b, a)
                                    : order(a.minimum(), b.minimum(), a, b))
                            .map(DataObject::id).toList();
                    assertEquals(expected, fixture.objects(pool, Fixture.range(range[0], range[1])));
                    assertEquals(expected, fixture.catalog
                            .read(view -> view.objects(pool, tip.id(), Fixture.range(range[0], range[1]))).stream()
                            .map(DataObject::id).toList());
                }
            }
        }
    }

    @Test
    void listsObjectsInPortions() {
        for (SortKey key : List.of(SortKey.ascending("ts"), SortKey.descending("ts"))) {
            try (var fixture = Fixture.create(temporary.resolve(key.direction().name()))) {
                Pool pool = fixture.createPool("p", key);
                // Many starts are equal, so that only identifiers tell where a portion ends.
                DataObject[] objects = IntStream.range(0, 40).mapToObj(i -> Fixture.object(i / 8, i / 8))
                        .toArray(DataObject[]::new);
                Id commit = fixture.add(pool, objects).id();
                List<DataObject> all = portions(fixture, pool, commit, 7);
                assertEquals(40, all.size());
                assertEquals(fixture.catalog.read(view -> view.objects(pool, commit, PrefixRange.ALL)), all);
                // Another commit moves the tip, so the rows of the tip are those of another set.
                fixture.add(pool, Fixture.object(2, 2));
                assertEquals(all, portions(fixture, pool, commit, 7));
                assertEquals(all, portions(fixture, pool, commit, 40));
            }
        }
    }

    private static List<DataObject> portions(Fixture fixture, Pool pool, Id commit, int size) {
        List<DataObject> all = new ArrayList<>();
        Optional<DataObject> last = Optional.empty();
        while (true) {
            var selection = ObjectSelection.of(PrefixRange.ALL).portion(last, size);
            List<DataObject> portion = fixture.catalog.read(view -> view.objects(pool, commit, selection));
            all.addAll(portion);
            if (portion.size() < size) {
                return all;
            }
            last = Optional.of(portion.getLast());
        }
    }

    private static int order(KeyBound a, KeyBound b, DataObject first, DataObject second) {
        int order = a.prefix().compareTo(b.prefix());
        return order != 0 ? order : first.id().compareTo(second.id());
    }

    @Test
    void branchesFromACommitAndGrowsApart() {
        try (var fixture = Fixture.create(lake())) {
            Pool pool = fixture.createPool("p");
            DataObject a = Fixture.object(1, 1);
            DataObject b = Fixture.object(2, 2);
            DataObject c = Fixture.object(3, 3);
            Commit first = fixture.add(pool, a);
            fixture.add(pool, b);
            fixture.catalog.change(change -> change.createBranch(pool, "side", first.id(), Fixture.NOW));
            assertEquals(1, side(fixture, pool).objects());
            assertEquals(List.of(a), sideObjects(fixture, pool));
            fixture.catalog.change(change -> change.commit(pool, "side", Fixture.draft(""), List.of(c), List.of(a.id())));
            assertEquals(List.of(c), sideObjects(fixture, pool));
            assertEquals(List.of(b.id(), a.id()), fixture.objects(pool, PrefixRange.ALL));
            assertThrows(ConflictException.class,
                    () -> fixture.catalog.change(change -> change.createBranch(pool, "side", Id.NIL, 0)));
        }
    }

    private static Branch side(Fixture fixture, Pool pool) {
        return fixture.catalog.read(view -> view.branch(pool, "side")).orElseThrow();
    }

    private static List<DataObject> sideObjects(Fixture fixture, Pool pool) {
        return fixture.catalog.read(view -> view.objects(pool, side(fixture, pool), PrefixRange.ALL));
    }

    @Test
    void undoesAChangeThatThrowsAndKeepsItsNeighbours() {
        try (var fixture = Fixture.create(lake())) {
            List<CompletableFuture<Boolean>> attempts = IntStream.range(0, 64)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> createOrFail(fixture, i), Thread::startVirtualThread))
                    .toList();
            long made = attempts.stream().filter(CompletableFuture::join).count();
            assertEquals(32, made);
            List<String> names = fixture.catalog.read(CatalogView::pools).stream().map(Pool::name).toList();
            assertEquals(32, names.size());
            assertFalse(names.stream().anyMatch(name -> name.endsWith("-bad")));
        }
    }

    private static boolean createOrFail(Fixture fixture, int i) {
        try {
            fixture.catalog.change(change -> {
                Pool pool = change.createPool(i + (i % 2 == 0 ? "-good" : "-bad"), SortKey.ascending("k"), 1, 1, 0);
                if (i % 2 != 0) {
                    throw new ConflictException("on purpose, after writing");
                }
                return pool;
            });
            return true;
        } catch (ConflictException _) {
            return false;
        }
    }

    @Test
    void sharesTransactionsAmongWaitingCommits() {
        try (var fixture = Fixture.create(lake())) {
            Pool pool = fixture.createPool("p");
            long before = fixture.catalog.traffic().transactions();
            List<CompletableFuture<Commit>> commits = IntStream.range(0, 500)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> fixture.add(pool, Fixture.object(i, i)),
                            Thread::startVirtualThread))
                    .toList();
            commits.forEach(CompletableFuture::join);
            assertEquals(500, fixture.main(pool).objects());
            assertEquals(500, fixture.catalog.read(view -> view.history(pool, view.branch(pool, "main").orElseThrow().tip()))
                    .size());
            assertTrue(fixture.catalog.traffic().transactions() - before < 250,
                    () -> "500 concurrent commits took " + (fixture.catalog.traffic().transactions() - before)
                            + " transactions");
        }
    }

    @Test
    void isOpenOnceInAJvm() {
        var first = Catalog.create(lake(), 0);
        var second = Catalog.open(temporary.resolve("lake/../lake"));
        assertEquals(first, second);
        first.close();
        assertEquals(List.of(), second.read(CatalogView::pools));
        second.close();
        assertThrows(IllegalStateException.class, () -> second.read(CatalogView::pools));
    }

    @Test
    void refusesNetworkFileSystems() {
        var exception = assertThrows(UnsupportedException.class, () -> Host.checkLocal(Path.of("/mnt/lake"), "nfs4"));
        assertTrue(exception.getMessage().contains("network file system (nfs4)"), exception.getMessage());
        Host.checkLocal(Path.of("/mnt/lake"), "ext4");
    }

    @Test
    void publishesTheOldestLease() {
        try (var fixture = Fixture.create(lake())) {
            Pool pool = fixture.createPool("p");
            fixture.add(pool, Fixture.object(1, 1));
            Lease old = fixture.catalog.lease();
            fixture.add(pool, Fixture.object(2, 2));
            Lease young = fixture.catalog.lease();
            fixture.add(pool, Fixture.object(3, 3));
            assertEquals(1, fixture.catalog.oldestLease());
            old.close();
            old.close();
            assertEquals(2, fixture.catalog.oldestLease());
            young.close();
            assertEquals(3, fixture.catalog.oldestLease());
        }
    }

    @Test
    void givesAPackToOneWriterAtATime() {
        try (var fixture = Fixture.create(lake())) {
            int first = fixture.catalog.acquirePack();
            int second = fixture.catalog.acquirePack();
            assertFalse(first == second);
            fixture.catalog.releasePack(first);
            assertEquals(first, fixture.catalog.acquirePack());
            fixture.catalog.sealPack(first);
            fixture.catalog.releasePack(second);
            assertEquals(second, fixture.catalog.acquirePack());
        }
    }
}
