package dev.tarn.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.lake.CommitMessage;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.model.InputException;
import dev.tarn.model.UnsupportedException;
import dev.tarn.model.zson.ZsonSource;
import dev.tarn.query.QueryException;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.parse.QueryText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeServerTest {
    @TempDir
    private Path folder;

    private Lake lake;
    private LakeServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        lake = Lake.create(folder.resolve("lake"));
        server = LakeServer.start(lake, ServerOptions.DEFAULT.withAddress("localhost:0"), "v0");
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
        lake.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void statusAndVersionAreAnswered() throws Exception {
        assertEquals("ok", send("GET", "/status", "").body());
        assertEquals("{\"version\":\"v0\"}\n", send("GET", "/version", "").body());
    }

    /// Clients in other languages read these answers in the format that they asked for.
    @Test
    void nobodyHasToAuthenticate() throws Exception {
        assertEquals("{tenant_id:\"tenant_000000000000000000000000001\",user_id:\"user_000000000000000000000000001\"}"
            + "(=api.AuthIdentityResponse)\n", send("GET", "/auth/identity", "").body());
        assertEquals("{\"kind\":\"\",\"auth0\":null}\n",
            send("GET", "/auth/method", "", "Accept", "application/x-ndjson").body());
    }

    @Test
    void aPoolIsMadeLoadedQueriedAndDropped() throws Exception {
        var created = send("POST", "/pool", "{name:\"a/b\",layout:{order:\"asc\",keys:[[\"k\"]]}}");
        assertEquals(200, created.statusCode(), created::body);
        assertTrue(created.body().contains("name:\"a/b\""), created::body);

        var loaded = send("POST", "/pool/a%2Fb/branch/main", "{k:2}{k:1}", "Zed-Commit", "{\"author\":\"me\"}");
        assertEquals(200, loaded.statusCode(), loaded::body);

        var answer = send("POST", "/query", "{query:\"from 'a/b'\"}");
        assertEquals("{k:1}\n{k:2}\n", answer.body());
        var log = send("POST", "/query", "{query:\"from 'a/b'@main:log | has(author) | cut author\"}");
        assertEquals("{author:\"me\"}\n", log.body());

        assertEquals(204, send("DELETE", "/pool/a%2Fb", "").statusCode());
        assertEquals(404, send("GET", "/pool/a%2Fb/branch/main", "").statusCode());
    }

    @Test
    void badInputOfARemoteLoadIsTheInputsError() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        try (Lake remote = Lake.connect(URI.create("http://localhost:" + server.port()))) {
            var values = ZsonSource.of("{a:1} {a:".getBytes(StandardCharsets.UTF_8));
            assertThrows(InputException.class, () -> remote.load(Head.parse("p@main"), values, CommitMessage.NONE));
        }
        assertEquals("", send("POST", "/query", "{query:\"from p\"}").body());
    }

    @Test
    void jsonIsOneArrayAndNdjsonIsLines() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        send("POST", "/pool/p/branch/main", "{a:1}{a:2}");
        String query = "{query:\"from p | sort a\"}";
        assertEquals("[{\"a\":1},{\"a\":2}]\n", send("POST", "/query", query, "Accept", "application/json").body());
        assertEquals("{\"a\":1}\n{\"a\":2}\n", send("POST", "/query", query, "Accept", "application/x-ndjson").body());
        assertEquals("[]\n", send("POST", "/query", "{query:\"from p | false\"}", "Accept", "application/json").body());
    }

    @Test
    void anAnswerInZjsonHasControlMessagesIfAskedFor() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        String value = "{\"type\":{\"kind\":\"primitive\",\"name\":\"int64\"},\"value\":\"1\"}\n";
        send("POST", "/pool/p/branch/main", value, "Content-Type", "application/x-zjson");
        String query = "{query:\"from p\"}";
        assertEquals(value, send("POST", "/query", query, "Accept", "application/x-zjson").body());
        var answer = send("POST", "/query?ctrl=T", query, "Accept", "application/x-zjson");
        assertTrue(answer.body().startsWith("{\"type\":\"QueryChannelSet\",\"value\":{\"channel\":\"main\"}}\n" + value
            + "{\"type\":\"QueryChannelEnd\",\"value\":{\"channel\":\"main\"}}\n{\"type\":\"QueryStats\",\"value\":{\"start_time\":{\"sec\":"),
            answer::body);
    }

    @Test
    void theHeadIsReadWhenTheQueryDoesNotSayWhat() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        send("POST", "/pool/p/branch/main", "1 2 3");
        assertEquals("3(uint64)\n", send("POST", "/query", "{query:\"count()\",head:{pool:\"p\",branch:\"main\"}}").body());
        var without = send("POST", "/query", "{query:\"count()\",head:{pool:\"\",branch:\"\"}}");
        assertEquals(400, without.statusCode(), without::body);
    }

    @Test
    void anErrorOfSyntaxHasItsPlace() throws Exception {
        var answer = send("POST", "/query", "{query:\"foo bar(\"}");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"kind\":\"invalid operation\""), answer::body);
        assertTrue(answer.body().contains("\"compilation_errors\":[{\"Msg\":\"error parsing Zed\""), answer::body);
    }

    @Test
    void anErrorHasItsPlaceInBytes() throws Exception {
        var answer = send("POST", "/query", "{query:\"yield 'é😀' | foo(1)\"}");
        assertTrue(answer.body().contains("[{\"Msg\":\"no such function\",\"Pos\":17,\"End\":23}]"), answer::body);
        try (Lake remote = Lake.connect(URI.create("http://localhost:" + server.port()))) {
            var error = assertThrows(QueryException.class,
                    () -> remote.query(QueryText.of("yield 'é😀' | foo(1)"), Optional.empty(), QueryOptions.defaults()));
            assertEquals(15, error.problems().getFirst().column());
        }
    }

    @Test
    void aBodyThatIsNotInItsFormatCommitsNothing() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        var answer = send("POST", "/pool/p/branch/main", "{a:1}{a:", "Content-Type", "application/x-zson");
        assertEquals(400, answer.statusCode(), answer::body);
        assertEquals("", send("POST", "/query", "{query:\"from p\"}").body());
    }

    @Test
    void loadsAnswerWithTheirWarningsAndTheTipWithNone() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        String loaded = send("POST", "/pool/p/branch/main", "{a:1}").body();
        assertTrue(loaded.endsWith("(=ksuid.KSUID),warnings:[]([string])}(=api.CommitResponse)\n"), loaded);
        String tip = send("GET", "/pool/p/branch/main", "").body();
        assertEquals(loaded.replace("warnings:[]", "warnings:null"), tip);
        var empty = send("POST", "/pool/p/branch/main", "");
        assertEquals(400, empty.statusCode());
        assertTrue(empty.body().contains("\"no records in request\""), empty::body);
    }

    @Test
    void statisticsTellTheSizeAndTheTimeOfAPool() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        assertEquals("{\"size\":0,\"span\":null}\n", send("GET", "/pool/p/stats", "", "Accept", "application/json").body());
        send("POST", "/pool/p/branch/main", "{ts:2026-01-02T00:00:00Z}");
        send("POST", "/pool/p/branch/main", "{ts:2026-01-01T00:00:00Z}{ts:2026-01-01T00:00:01Z}");
        String body = send("GET", "/pool/p/stats", "").body();
        assertTrue(body.matches("\\{size:[1-9][0-9]*,span:\\{ts:2026-01-01T00:00:00Z,dur:86400000000001\\(=nano.Duration\\)\\}\\(=nano.Span\\)\\}\\(=exec.PoolStats\\)\n"), body);
        send("POST", "/pool/p/branch/main", "{ts:1}");
        assertTrue(send("GET", "/pool/p/stats", "").body().contains("span:null("));
        assertEquals(404, send("GET", "/pool/q/stats", "").statusCode());
    }

    private String described(String query) throws Exception {
        String answer = send("POST", "/query/describe", "{query:\"" + query + "\",head:{pool:\"p\"}}", "Accept", "application/json").body();
        return answer.replaceAll("0x[0-9a-f]{40}", "ID").strip();
    }

    @Test
    void queriesAreDescribedWithoutBeingRun() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        send("POST", "/pool", "{name:\"q\",layout:{order:\"asc\",keys:[[\"k\"]]}}");
        String inferred = "{\"sources\":[{\"kind\":\"Pool\",\"name\":\"p\",\"id\":\"ID\",\"inferred\":true}],\"channels\":[{\"name\":\"main\",";
        assertEquals(inferred + "\"aggregation_keys\":[[\"x\"],[\"c\"]],\"sort\":null}]}", described("count() by x:=a.b,c | put y:=1"));
        assertEquals(inferred + "\"aggregation_keys\":[],\"sort\":null}]}", described("sum(a)"));
        assertEquals(inferred + "\"aggregation_keys\":null,\"sort\":[{\"order\":\"desc\",\"key\":[\"a\",\"b\"]}]}]}", described("sort -r a.b"));
        assertEquals(inferred + "\"aggregation_keys\":null,\"sort\":null}]}", described("sort a,b"));
        assertEquals("{\"sources\":[{\"kind\":\"Pool\",\"name\":\"q\",\"id\":\"ID\",\"inferred\":false}],\"channels\":[{\"name\":\"main\","
            + "\"aggregation_keys\":null,\"sort\":[{\"order\":\"asc\",\"key\":[\"k\"]}]}]}", described("from q | a==1"));
        assertEquals("{\"sources\":[{\"kind\":\"LakeMeta\",\"meta\":\"pools\"}],\"channels\":[{\"name\":\"main\",\"aggregation_keys\":null,\"sort\":null}]}",
            described("from :pools"));
        assertEquals(400, send("POST", "/query/describe", "{query:\"count(\"}").statusCode());
        assertTrue(send("POST", "/query/describe", "{query:\"count()\"}").body().contains("no pool name given"));
        assertTrue(described("from nosuch").contains("nosuch: pool not found"));
        assertTrue(described("from p:branches").contains("\"kind\":\"invalid operation\""));
    }

    @Test
    void thePageAtTheRootCanBeReplaced() throws Exception {
        assertTrue(send("GET", "/", "").body().startsWith("<!DOCTYPE html>"));
        var options = ServerOptions.DEFAULT.withAddress("localhost:0").withRootContent("Hello\n");
        try (var other = LakeServer.start(lake, options, "v0")) {
            var answer = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + other.port())).build(), BodyHandlers.ofString());
            assertEquals("Hello\n", answer.body());
            assertEquals("text/plain; charset=utf-8", answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void aPoolThatExistsIsAConflict() throws Exception {
        send("POST", "/pool", "{name:\"p\"}");
        assertEquals(409, send("POST", "/pool", "{name:\"p\"}").statusCode());
    }

    @Test
    void aClientOfTheSameApiSeesTheSameLake() {
        try (var remote = Lake.connect(URI.create("http://localhost:" + server.port()))) {
            RemoteContract.check(remote, lake);
        }
    }

    @Test
    void aPortThatIsTakenIsAClearError() {
        var options = ServerOptions.DEFAULT.withAddress("localhost:" + server.port());
        var error = assertThrows(UnsupportedException.class, () -> LakeServer.start(lake, options, "v0"));
        assertTrue(error.getMessage().startsWith("cannot listen on localhost:" + server.port()), error::getMessage);
    }

    @Test
    void anUnknownPathIsNotFoundAndKeepsTheClientsRequestId() throws Exception {
        var answer = send("GET", "/nothing", "", "X-Request-Id", "mine");
        assertEquals(404, answer.statusCode());
        assertEquals("mine", answer.headers().firstValue("X-Request-Id").orElse(""));
    }
}
