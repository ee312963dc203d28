package dev.tarn.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.lake.catalog.Id;
import dev.tarn.model.ConflictException;
import dev.tarn.model.InputException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.Scan;
import dev.tarn.model.ScanRequest;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.LoadTarget;
import dev.tarn.query.SourceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLakeTest {
    private static final Head MAIN = new Head("p", "main");

    @TempDir
    Path temporary;

    private LocalLake lake;

    @BeforeEach
    void create() {
        lake = (LocalLake) Lake.create(temporary.resolve("lake"));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private static Source zson(String text) {
        return ZsonSource.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private Id load(String text) {
        return lake.load(MAIN, zson(text), CommitMessage.by("me")).commit();
    }

    private Source from(String pool, String revision) {
        return lake.sources(Optional.empty()).source(new SourceName.Pool(pool, Optional.of(revision)));
    }

    private List<Value> meta(String pool, String revision, String meta) {
        return values(lake.sources(Optional.empty())
                .source(new SourceName.PoolMeta(pool, Optional.of(revision), meta, false)));
    }

    private List<Value> meta(String meta) {
        return values(lake.sources(Optional.empty()).source(new SourceName.LakeMeta(meta)));
    }

    private static List<Value> values(Source source) {
        List<Value> values = new ArrayList<>();
        try (Scan scan = source.open(ScanRequest.EVERYTHING)) {
            for (var morsel = scan.next(); morsel.isPresent(); morsel = scan.next()) {
                for (Vector batch : morsel.get().decode()) {
                    IntStream.range(0, batch.length()).forEach(row -> values.add(Value.of(batch, row)));
                }
            }
        }
        return values;
    }

    private static String text(List<Value> values) {
        return values.stream().map(Zson::format).collect(Collectors.joining(" "));
    }

    @Test
    void keepsWhatIsLoaded() {
        lake.createPool("p", SortKey.descending("ts"));
        load("{ts:1,a:\"x\"} {a:3} {ts:2,a:\"y\"}");
        load("{ts:5,a:\"x\"} 7");
        String all = "7 {a:3} {ts:5,a:\"x\"} {ts:2,a:\"y\"} {ts:1,a:\"x\"}";
        assertEquals(all, text(values(from("p", "main"))));
        close();
        assertTrue(Lake.exists(temporary.resolve("lake")));
        lake = (LocalLake) Lake.open(temporary.resolve("lake"));
        assertEquals(all, text(values(from("p", "main"))));
        assertEquals(all, text(values(from(lake.pool("p").id().toString(), "main"))));
    }

    @Test
    void sortsByNestedAndMissingKeys() {
        lake.createPool("p", SortKey.ascending("a.b"));
        load("{a:{b:2}} {a:1} {a:{b:1.5}} {b:0} {a:{b:null}} {a:{b:\"x\"}} {a:null({b:int64})}");
        assertEquals("{a:{b:1.5}} {a:{b:2}} {a:{b:\"x\"}} {b:0} {a:null({b:int64})} {a:{b:null}} {a:1}",
                text(values(from("p", "main"))).replace(" {a:null({b:int64})} {b:0}", " {b:0} {a:null({b:int64})}"));
    }

    @Test
    void queriesOldCommits() {
        lake.createPool("p", SortKey.ascending("k"));
        Id first = load("{k:1}");
        Id second = load("{k:2}");
        assertEquals("{k:1}", text(values(from("p", first.toString()))));
        assertEquals("{k:1} {k:2}", text(values(from("p", "0x" + HexFormat.of().formatHex(second.bytes())))));
        assertEquals("{k:1} {k:2}", text(values(from("p", "main"))));
    }

    @Test
    void seesOneStateHoweverLongItRuns() {
        lake.createPool("p", SortKey.ascending("k"));
        load("{k:1}");
        Source before = from("p", "main");
        load("{k:2}");
        lake.createBranch("p", "side", "main");
        load("{k:3}");
        assertEquals("{k:1}", text(values(before)));
        assertEquals("{k:1} {k:2}", text(values(from("p", "side"))));
    }

    @Test
    void loadsIntoBranches() {
        lake.createPool("p", SortKey.ascending("k"));
        load("{k:1}");
        lake.createBranch("p", "side", "main");
        lake.load(new Head("p", "side"), zson("{k:2}"), CommitMessage.NONE);
        assertEquals("{k:1} {k:2}", text(values(from("p", "side"))));
        assertEquals("{k:1}", text(values(from("p", "main"))));
        assertEquals(List.of("main", "side"), lake.branches("p").stream().map(BranchInfo::name).toList());
        lake.removeBranch("p", "side");
        assertThrows(NotFoundException.class, () -> from("p", "side"));
        assertThrows(NotFoundException.class, () -> lake.removeBranch("p", "side"));
    }

    @Test
    void commitsNothingFromBrokenOrEmptyInput() {
        lake.createPool("p", SortKey.ascending("k"));
        assertThrows(InputException.class, () -> load("{k:1} {k:"));
        assertEquals("empty transaction", assertThrows(InputException.class, () -> load("")).getMessage());
        assertEquals(Id.NIL, lake.branch("p", "main").commit());
        assertThrows(InputException.class, () -> lake.load(MAIN, zson("1"), new CommitMessage("", "", "{bad")));
    }

    @Test
    void saysWhatDoesNotExist() {
        lake.createPool("p", SortKey.ascending("k"));
        var nowhere = new Head("p", "nope");
        assertEquals("\"nope\": branch not found",
                assertThrows(NotFoundException.class, () -> lake.load(nowhere, zson("1"), CommitMessage.NONE)).getMessage());
        assertEquals("nope: pool not found",
                assertThrows(NotFoundException.class, () -> lake.dropPool("nope")).getMessage());
        assertEquals("unknown metadata type \"nope\"",
                assertThrows(NotFoundException.class, () -> meta("p", "main", "nope")).getMessage());
        assertEquals("p: pool already exists",
                assertThrows(ConflictException.class, () -> lake.createPool("p", SortKey.ascending("k"))).getMessage());
        assertEquals("p/main: branch already exists",
                assertThrows(ConflictException.class, () -> lake.createBranch("p", "main", "main")).getMessage());
        assertThrows(NotFoundException.class, () -> from("p", Id.create().toString()));
    }

    @Test
    void dropsAndRenamesPools() {
        lake.createPool("p", SortKey.ascending("k"));
        load("{k:1}");
        lake.renamePool("p", "q");
        assertEquals("{k:1}", text(values(from("q", "main"))));
        lake.dropPool("q");
        assertEquals(List.of(), lake.pools());
        lake.createPool("q", SortKey.ascending("k"));
        assertEquals("", text(values(from("q", "main"))));
    }

    private List<String> packFiles() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("lake/data"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void freesTheDiskOfDroppedPools() throws IOException {
        lake.createPool("p", SortKey.ascending("k"));
        lake.createPool("q", SortKey.ascending("k"));
        byte[] noise = new byte[3000];
        var random = new Random(1);
        String large = IntStream.range(0, 4000).mapToObj(i -> {
            random.nextBytes(noise);
            return "{k:" + i + ",s:\"" + Base64.getEncoder().encodeToString(noise) + "\"}";
        }).collect(Collectors.joining());
        load(large);
        load("{k:1}");
        lake.load(new Head("q", "main"), zson(large), CommitMessage.NONE);
        assertEquals(List.of("0000000001.pack", "0000000002.pack", "0000000003.pack"), packFiles());
        Files.writeString(temporary.resolve("lake/data/0000000099.pack"), "left by a crash");
        var target = lake.sources(Optional.empty()).loadTarget("q");
        try (var _ = target.begin(new LoadTarget.Commit(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty()))) {
            lake.dropPool("p");
            assertEquals(List.of("0000000001.pack", "0000000002.pack", "0000000003.pack"), packFiles(),
                    "somebody holds a lease from before");
        }
        lake.createPool("p", SortKey.ascending("k"));
        lake.dropPool("p");
        assertEquals(List.of("0000000002.pack", "0000000003.pack"), packFiles(), "the pack in use and that of q stay");
        assertEquals(4000, values(from("q", "main")).size());
    }

    @Test
    void loadsByTheOperatorOfThatName() {
        lake.createPool("p", SortKey.ascending("k"));
        LoadTarget target = lake.sources(Optional.empty()).loadTarget("p");
        var commit = new LoadTarget.Commit(Optional.empty(), Optional.of("me"), Optional.of("why"), Optional.of("{x:1}"));
        try (var load = target.begin(commit)) {
            load.write(Zson.parse("{k:1}").toVector());
            Value id = load.commit();
            assertEquals(lake.branch("p", "main").commit(), Id.of(id.asBytes()));
        }
        String log = text(meta("p", "main", "log"));
        assertTrue(log.contains("author:\"me\"") && log.contains("message:\"why\",meta:{x:1}}(=Commit)"), log);
    }

    /// Replaces what differs from run to run.
    private static String masked(List<Value> values) {
        return text(values).replaceAll("0x0{40}", "NIL").replaceAll("0x[0-9a-f]{40}", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME").replaceAll("[0-9A-Za-z]{27} (?=\\d+ record)", "ID ");
    }

    private static final String POOL = "{ts:TIME,name:\"p\",id:ID(=ksuid.KSUID),layout:{order:\"desc\"(=order.Which),"
            + "keys:[[\"ts\"](=field.Path)](=field.List)}(=order.SortKey),seek_stride:65536,threshold:524288000}(=pools.Config)";

    @Test
    void describesPoolsAndBranchesAsZedDoes() {
        lake.createPool("p", SortKey.descending("ts"));
        load("{ts:1}");
        assertEquals(POOL, masked(meta("pools")));
        String branch = "{pool:" + POOL + ",branch:{ts:TIME,name:\"main\",commit:ID(ksuid.KSUID)}(=branches.Config)}"
                + "(=lake.BranchMeta)";
        assertEquals(branch, masked(meta("branches")));
        assertEquals(branch, masked(meta("p", "main", "branches")));
        assertEquals("", masked(meta("p", "main", "vectors")));
    }

    @Test
    void describesObjectsAndCommitsAsZedDoes() {
        lake.createPool("p", SortKey.descending("ts"));
        load("{ts:1,a:\"x\"} {ts:2,a:\"y\"} {a:3}");
        lake.load(MAIN, zson("{ts:5,a:\"x\"}"), new CommitMessage("you", "hi", "{x:1}"));
        String first = "{id:ID(=ksuid.KSUID),min:1,max:null,count:3(uint64),size:35}(=data.Object)";
        String second = "{id:ID(=ksuid.KSUID),min:5,max:5,count:1(uint64),size:20}(=data.Object)";
        assertEquals(first + " " + second, masked(meta("p", "main", "objects")));
        String loaded = "author:\"me\",date:TIME,message:\"loaded 1 data object\\n\\n  ID 3 records in 35 data bytes\\n\",meta:null}";
        String said = "author:\"you\",date:TIME,message:\"hi\",meta:{x:1}}";
        assertEquals("{Name:\"main\",Commit:ID(=ksuid.KSUID)}(=lake.BranchTip)"
                + " {id:ID(=KSUID),parent:ID(KSUID),retries:0(uint8)," + said + "(=Commit)"
                + " {id:ID(=KSUID),parent:NIL(KSUID),retries:0(uint8)," + loaded + "(=Commit)",
                masked(meta("p", "main", "log")));
        assertEquals("{id:ID(=ksuid.KSUID),parent:NIL(ksuid.KSUID),retries:0(uint8)," + loaded + "(=commits.Commit)"
                + " {commit:ID(=ksuid.KSUID),object:" + first.replace("(=ksuid", "(ksuid") + "}(=commits.Add)"
                + " {id:ID(=ksuid.KSUID),parent:ID(ksuid.KSUID),retries:0(uint8)," + said + "(=commits.Commit)"
                + " {commit:ID(=ksuid.KSUID),object:" + second.replace("(=ksuid", "(ksuid") + "}(=commits.Add)",
                masked(meta("p", "main", "rawlog")));
        String partitions = masked(meta("p", "main", "partitions"));
        assertTrue(partitions.startsWith("{min:1,max:null,objects:[{id:ID(=ksuid.KSUID),min:1,max:null,count:3(uint64),"
                + "size:35}(=data.Object),"), partitions);
        assertTrue(partitions.endsWith("(=meta.Partition)"), partitions);
    }

    @Test
    void cutsObjectsAtTheThreshold() {
        lake.createPool("p", PoolSettings.of(SortKey.ascending("k")).withSizes(0, 1));
        load(IntStream.rangeClosed(1, 12).mapToObj(i -> "{k:" + i + "}").collect(Collectors.joining(" ")));
        assertEquals(12, meta("p", "main", "objects").size());
        String message = meta("p", "main", "log").getLast().field("message").orElseThrow().asString();
        assertTrue(message.startsWith("loaded 12 data objects\n\n"), message);
        assertEquals(11, message.lines().filter(line -> line.endsWith(" 1 record in 14 data bytes")).count());
        assertTrue(message.endsWith("\n  ...\n"), message);
        assertFalse(message.contains("object\n"));
    }

    private String query(String text) {
        List<Value> values = new ArrayList<>();
        try (var results = lake.query(text)) {
            results.forEach(values::add);
        }
        return text(values);
    }

    @Test
    void answersQueries() {
        lake.createPool("p", SortKey.descending("ts"));
        load("{ts:1,a:\"x\"} {ts:2,a:\"y\"} {ts:3,a:\"x\"}");
        load("{ts:5,a:\"x\"}");
        assertEquals("{ts:5,a:\"x\"} {ts:3,a:\"x\"} {ts:2,a:\"y\"} {ts:1,a:\"x\"}", query("from p"));
        assertEquals("{ts:3,a:\"x\"} {ts:2,a:\"y\"}", query("from p | ts > 1 and ts < 5"));
        assertEquals("\"p\"", query("from :pools | yield name"));
        assertEquals("{min:5,max:5} {min:1,max:3}", query("from p@main:objects | cut min,max"));
        assertEquals("{ts:1,a:\"x\"}", query("from p | tail 1"));
    }
}
