package dev.tarn.lake.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What committing, opening and asking cost, counted in rows of the catalog, so that no clock is needed.
class GrowthTest {
    private static final int COMMITS = 20_000;
    private static final int PART = COMMITS / 4;

    @TempDir
    Path temporary;

    @Test
    void commitsCostTheSameAfterTwentyThousand() {
        Path lake = temporary.resolve("lake");
        List<Long> rowsPerPart = new ArrayList<>();
        try (var fixture = Fixture.create(lake)) {
            Pool pool = fixture.createPool("p");
            for (int part = 0; part < 4; part++) {
                long before = rows(fixture);
                commitPart(fixture, pool, part);
                rowsPerPart.add(rows(fixture) - before);
            }
            assertEquals(COMMITS, fixture.main(pool).objects());
        }
        // A checkpoint copies the whole set, but only after as many commits as the set has objects.
        long most = rowsPerPart.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertTrue(most < 20L * PART, () -> "rows touched by each " + PART + " commits: " + rowsPerPart);
        try (var fixture = Fixture.open(lake)) {
            assertTrue(rows(fixture) < 10, "rows touched by opening");
            Pool pool = fixture.pool("p");
            long before = rows(fixture);
            assertEquals(10, fixture.objects(pool, Fixture.range(COMMITS - 10, COMMITS)).size());
            assertTrue(rows(fixture) - before < 20, "rows touched by asking for the newest objects");
        }
    }

    private static void commitPart(Fixture fixture, Pool pool, int part) {
        List<CompletableFuture<Commit>> commits = new ArrayList<>();
        var atOnce = new Semaphore(256);
        for (int i = 0; i < PART; i++) {
            long key = (long) part * PART + i;
            atOnce.acquireUninterruptibly();
            commits.add(CompletableFuture.supplyAsync(() -> fixture.add(pool, Fixture.object(key, key)),
                    Thread::startVirtualThread));
            commits.getLast().whenComplete((_, _) -> atOnce.release());
        }
        commits.forEach(CompletableFuture::join);
    }

    private static long rows(Fixture fixture) {
        return fixture.catalog.traffic().reads() + fixture.catalog.traffic().writes();
    }

    @Test
    void oldCommitsAreReadFromTheNearestCheckpoint() {
        try (var fixture = Fixture.create(temporary.resolve("lake"))) {
            Pool pool = fixture.createPool("p");
            List<Commit> commits = new ArrayList<>();
            List<Id> present = new ArrayList<>();
            List<Set<Id>> expected = new ArrayList<>();
            // Two objects come and one goes with each transaction of many commits, so checkpoints happen on the way.
            for (int group = 0; group < 50; group++) {
                int first = group;
                commits.addAll(fixture.catalog.change(change -> {
                    List<Commit> made = new ArrayList<>();
                    for (int i = 0; i < 60; i++) {
                        made.add(addTwo(change, pool, first * 60 + i, present));
                        expected.add(Set.copyOf(present));
                    }
                    return made;
                }));
            }
            assertTrue(commits.stream().anyMatch(commit -> commit.checkpoint().equals(commit.id())));
            for (int i = 0; i < commits.size(); i += 61) {
                Id id = commits.get(i).id();
                assertEquals(expected.get(i), fixture.catalog.read(view -> view.objectIds(pool, id)));
            }
            Commit last = commits.getLast();
            long before = rows(fixture);
            fixture.catalog.read(view -> view.objectIds(pool, last.id()));
            assertTrue(rows(fixture) - before <= last.actionsSince() + 3);
            assertTrue(last.actionsSince() <= Math.max(1024, present.size()));
        }
    }

    private static Commit addTwo(CatalogChange change, Pool pool, int i, List<Id> present) {
        List<DataObject> added = List.of(Fixture.object(i, i + 5), Fixture.object(i, i));
        List<Id> removed = present.isEmpty() ? List.of() : List.of(present.removeFirst());
        added.forEach(object -> present.add(object.id()));
        return change.commit(pool, Branch.MAIN, Fixture.draft(""), added, removed);
    }
}
