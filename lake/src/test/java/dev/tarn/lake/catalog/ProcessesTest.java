package dev.tarn.lake.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes on one catalog, some of which are killed.
class ProcessesTest {
    @TempDir
    Path temporary;

    private Path lake() {
        return temporary.resolve("lake");
    }

    /// Commits and prints the identifier of each object whose commit was acknowledged.
    static final class Committer {
        public static void main(String[] arguments) {
            int commits = Integer.parseInt(arguments[1]);
            try (var fixture = Fixture.open(Path.of(arguments[0]))) {
                Pool pool = fixture.pool("p");
                for (int i = 0; i < commits; i++) {
                    DataObject object = Fixture.object(i, i);
                    fixture.add(pool, object);
                    System.out.println(object.id());
                }
            }
        }
    }

    /// Holds a lease and a pack until its standard input ends.
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            try (var fixture = Fixture.open(Path.of(arguments[0])); Lease lease = fixture.catalog.lease()) {
                System.out.println(lease.sequence() + " " + fixture.catalog.acquirePack());
                System.in.read();
            }
        }
    }

    /// Writes another PID namespace into the first slot: in a process of its own, because closing the file drops locks.
    static final class Scribbler {
        public static void main(String[] arguments) throws IOException {
            try (var file = new RandomAccessFile(Path.of(arguments[0], "lake.lock").toFile(), "rw")) {
                file.seek(16);
                file.writeLong(12345);
            }
        }
    }

    /// Opens the lake and prints why it could not.
    static final class Visitor {
        public static void main(String[] arguments) {
            try (var _ = Fixture.open(Path.of(arguments[0]))) {
                System.out.println("opened");
            } catch (UnsupportedException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void twoProcessesCommitToOneBranch() throws Exception {
        try (var fixture = Fixture.create(lake())) {
            Pool pool = fixture.createPool("p");
            try (var a = ChildProcess.start(Committer.class, lake().toString(), "100");
                    var b = ChildProcess.start(Committer.class, lake().toString(), "100")) {
                List<String> made = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    DataObject object = Fixture.object(i, i);
                    fixture.add(pool, object);
                    made.add(object.id().toString());
                }
                made.addAll(a.readAll());
                made.addAll(b.readAll());
                assertEquals(0, a.await());
                assertEquals(0, b.await());
                assertEquals(250, made.size());
                assertEquals(Set.copyOf(made), ids(fixture, pool));
                List<Commit> history = fixture.catalog.read(view -> view.history(pool, view.branch(pool, "main")
                        .orElseThrow().tip()));
                assertEquals(250, history.size());
                assertEquals(250, history.stream().mapToLong(Commit::sequence).distinct().count());
            }
        }
    }

    private static Set<String> ids(Fixture fixture, Pool pool) {
        return fixture.objects(pool, PrefixRange.ALL).stream().map(Id::toString).collect(Collectors.toSet());
    }

    @Test
    void aKilledProcessLosesNoAcknowledgedCommit() throws Exception {
        try (var fixture = Fixture.create(lake())) {
            fixture.createPool("p");
        }
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            try (var child = ChildProcess.start(Committer.class, lake().toString(), "1000000")) {
                for (int i = 0; i < 20 + 30 * round; i++) {
                    acknowledged.add(child.readLine());
                }
                child.kill();
                acknowledged.addAll(child.readAll());
                assertFalse(child.await() == 0);
            }
            // A line that the kill cut short is no acknowledgement.
            acknowledged.removeIf(line -> Id.parse(line).isEmpty());
            try (var fixture = Fixture.open(lake())) {
                Pool pool = fixture.pool("p");
                Set<String> present = ids(fixture, pool);
                assertTrue(present.containsAll(acknowledged));
                assertEquals(present.size(), fixture.main(pool).objects());
                // The writer that died may have left one commit whose acknowledgement nobody read.
                assertTrue(present.size() <= acknowledged.size() + round + 1);
            }
        }
    }

    @Test
    void leasesAndPacksOfOtherProcessesCountWhileTheyLive() throws Exception {
        try (var fixture = Fixture.create(lake())) {
            Pool pool = fixture.createPool("p");
            fixture.add(pool, Fixture.object(1, 1));
            try (var holder = ChildProcess.start(Holder.class, lake().toString())) {
                assertEquals("1 1", holder.readLine());
                fixture.add(pool, Fixture.object(2, 2));
                assertEquals(1, fixture.catalog.oldestLease());
                assertEquals(2, fixture.catalog.acquirePack());
                holder.kill();
                holder.await();
                assertEquals(2, fixture.catalog.oldestLease());
                assertEquals(1, fixture.catalog.acquirePack());
            }
        }
    }

    @Test
    void refusesAnotherPidNamespace() throws Exception {
        try (var _ = Fixture.create(lake())) {
            // No right to make a namespace is needed: what counts is what this process has said about itself.
            try (var child = ChildProcess.start(Scribbler.class, lake().toString())) {
                assertEquals(0, child.await());
            }
            try (var child = ChildProcess.start(Visitor.class, lake().toString())) {
                String message = child.readLine();
                assertTrue(message.contains("another PID namespace"), message);
            }
        }
    }
}
