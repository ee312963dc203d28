package dev.tarn.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.lake.BranchInfo;
import dev.tarn.lake.CommitMessage;
import dev.tarn.lake.CommitReceipt;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.PoolInfo;
import dev.tarn.lake.PoolSettings;
import dev.tarn.lake.remote.ServiceException;
import dev.tarn.model.ConflictException;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values that go over a link that breaks are committed once each.
class SpooledWriterTest {
    private static final Head TARGET = new Head("p", "main");
    private static final SpooledWriter.Options OPTIONS =
            new SpooledWriter.Options(Duration.ofMillis(20), 1 << 20, Duration.ofMillis(5), Duration.ofSeconds(20), "me");

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void makeLake() {
        lake = Lake.create(folder.resolve("lake"));
        lake.createPool("p", SortKey.descending("ts"));
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    /// A lake whose answers get lost: of every three loads one fails before it, and one after it.
    private final class LossyLake implements Lake {
        private int loads;
        private volatile boolean down;

        @Override
        public CommitReceipt load(Head target, Source values, CommitMessage message) {
            if (down) {
                throw new ServiceException("no route");
            }
            int load = loads++;
            if (load % 3 == 0) {
                throw new ServiceException("refused");
            }
            var receipt = lake.load(target, values, message);
            if (load % 3 == 1) {
                throw new ServiceException("the answer broke off");
            }
            return receipt;
        }

        @Override
        public String location() {
            return lake.location();
        }

        @Override
        public PoolInfo createPool(String name, PoolSettings settings) {
            return lake.createPool(name, settings);
        }

        @Override
        public List<PoolInfo> pools() {
            return lake.pools();
        }

        @Override
        public PoolInfo pool(String nameOrId) {
            return lake.pool(nameOrId);
        }

        @Override
        public void renamePool(String nameOrId, String newName) {
            lake.renamePool(nameOrId, newName);
        }

        @Override
        public void dropPool(String nameOrId) {
            lake.dropPool(nameOrId);
        }

        @Override
        public List<BranchInfo> branches(String pool) {
            return lake.branches(pool);
        }

        @Override
        public BranchInfo branch(String pool, String branch) {
            return lake.branch(pool, branch);
        }

        @Override
        public BranchInfo createBranch(String pool, String name, String revision) {
            return lake.createBranch(pool, name, revision);
        }

        @Override
        public void removeBranch(String pool, String branch) {
            lake.removeBranch(pool, branch);
        }

        @Override
        public Results query(QueryText text, Optional<Head> head, QueryOptions options) {
            return lake.query(text, head, options);
        }

        @Override
        public void close() {
            // The lake behind it is closed by whoever opened it.
        }
    }

    private static Vector value(int number) {
        return Zson.parse("{ts:2026-11-21T10:00:00Z,n:" + number + "}").toVector();
    }

    private String query(String text) {
        try (var results = lake.query(text)) {
            var lines = new StringBuilder();
            for (Value row : results) {
                lines.append(Zson.format(row));
            }
            return lines.toString();
        }
    }

    @Test
    void commitsEachValueOnceThoughAnswersGetLost() throws Exception {
        var writer = SpooledWriter.open(new LossyLake(), TARGET, folder.resolve("spool"), OPTIONS, reached -> {});
        try (writer) {
            for (int i = 0; i < 200; i++) {
                writer.write(value(i));
                Thread.sleep(i % 20 == 0 ? 30 : 1);
            }
        }
        assertEquals("{count:200(uint64),distinct:200}", query("from p | count(),distinct:=union(n) | distinct:=len(distinct)"));
        assertEquals(200, writer.progress().committedRows());
        assertTrue(writer.progress().commits() > 5, writer.progress()::toString);
        assertEquals(0, writer.progress().waitingBatches());
        // Somebody else's commits in between do not matter.
        assertEquals(Long.toString(writer.progress().commits()) + "(uint64)", query("from p@main:log | where nameof(meta)==\"batch\" | count()"));
    }

    @Test
    void keepsWhatCannotBeSentForTheNextWriter() throws Exception {
        var down = new LossyLake();
        down.down = true;
        var hurried = new SpooledWriter.Options(Duration.ofMillis(20), 1 << 20, Duration.ofMillis(5), Duration.ZERO, "me");
        var writer = SpooledWriter.open(down, TARGET, folder.resolve("spool"), hurried, reached -> {});
        try (writer) {
            writer.write(value(1));
            while (writer.progress().problem().isEmpty()) {
                Thread.sleep(5);
            }
            assertEquals("no route", writer.progress().problem());
            assertThrows(ConflictException.class, () -> SpooledWriter.open(down, TARGET, folder.resolve("spool"), hurried, reached -> {}));
            writer.write(value(2));
        }
        assertEquals(2, writer.progress().waitingRows());
        try (var next = SpooledWriter.open(new LossyLake(), TARGET, folder.resolve("spool"), OPTIONS, reached -> {})) {
            next.write(value(3));
        }
        assertEquals("123", query("from p | sort n | yield n"));
        try (var files = Files.list(folder.resolve("spool"))) {
            assertEquals(0, files.filter(file -> file.toString().endsWith(".zng")).count());
        }
    }

    @Test
    void waitsWhenTheFilesHaveReachedTheirLimit() throws Exception {
        var down = new LossyLake();
        down.down = true;
        var small = new SpooledWriter.Options(Duration.ofMillis(5), 1, Duration.ofMillis(5), Duration.ofSeconds(20), "me");
        try (var writer = SpooledWriter.open(down, TARGET, folder.resolve("spool"), small, reached -> {})) {
            writer.write(value(1));
            while (writer.progress().waitingBatches() == 0) {
                Thread.sleep(5);
            }
            var second = Thread.ofPlatform().start(() -> writer.write(value(2)));
            Thread.sleep(100);
            assertTrue(second.isAlive(), "did not wait");
            down.down = false;
            second.join();
        }
        assertEquals("12", query("from p | sort n | yield n"));
    }
}
