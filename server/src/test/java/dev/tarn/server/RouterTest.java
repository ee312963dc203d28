package dev.tarn.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Endpoint NOTHING = _ -> {};

    private final Router router = new Router()
            .add("GET", "/pool/{pool}/branch/{branch}", NOTHING)
            .add("POST", "/pool", NOTHING)
            .add("*", "/status", NOTHING);

    private Map<String, String> segments(String path) {
        return assertInstanceOf(Router.Found.class, router.find("GET", path)).segments();
    }

    @Test
    void namedSegmentsAreDecodedAfterThePathIsSplit() {
        assertEquals(Map.of("pool", "a/b", "branch", "c d e"), segments("/pool/a%2Fb/branch/c+d%20e"));
    }

    @Test
    void aKnownPathWithAnotherMethodIsNotUnknown() {
        assertInstanceOf(Router.WrongMethod.class, router.find("GET", "/pool"));
        assertInstanceOf(Router.Unknown.class, router.find("GET", "/pools"));
    }

    @Test
    void aTrailingSlashMakesAnotherPath() {
        assertInstanceOf(Router.Unknown.class, router.find("POST", "/pool/"));
        assertInstanceOf(Router.Unknown.class, router.find("GET", "/pool//branch/main"));
    }

    @Test
    void aRouteForAnyMethodTakesAnyMethod() {
        assertInstanceOf(Router.Found.class, router.find("PATCH", "/status"));
    }
}
