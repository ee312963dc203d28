package dev.tarn.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// Cross-origin requests: which web pages of other origins may read the answers.
final class CrossOrigin {
    private static final String METHODS = "HEAD, GET, POST, PUT, PATCH, DELETE";
    private static final Set<String> HEADERS =
            Set.of("authorization", "accept", "content-type", "x-requested-with", "zed-commit", "x-request-id", "origin");

    private final List<Pattern> origins;

    /// Creates the rules.
    ///
    /// @param origins the allowed origins, each with one `*` at most; none allows all
    CrossOrigin(List<String> origins) {
        this.origins = origins.stream()
                .map(origin -> Pattern.compile(Pattern.quote(origin).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE))
                .toList();
    }

    /// Sets the headers of an answer; returns true if the request was a preflight and is answered by that.
    boolean apply(Request request, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.add("Vary", "Origin");
        String origin = request.getHeaders().get("Origin");
        String method = request.getHeaders().get("Access-Control-Request-Method");
        boolean preflight = origin != null && method != null && request.getMethod().equals("OPTIONS");
        if (preflight) {
            headers.add("Vary", "Access-Control-Request-Method");
            headers.add("Vary", "Access-Control-Request-Headers");
        }
        if (origin == null || !allows(origin)) {
            return preflight;
        }
        String wanted = preflight ? request.getHeaders().get("Access-Control-Request-Headers") : null;
        if (wanted != null) {
            for (String header : wanted.split(",")) {
                if (!HEADERS.contains(header.strip().toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
            headers.put("Access-Control-Allow-Headers", wanted);
        }
        headers.put("Access-Control-Allow-Origin", origins.isEmpty() ? "*" : origin);
        headers.put("Access-Control-Allow-Credentials", "true");
        if (preflight) {
            headers.put("Access-Control-Allow-Methods", METHODS);
        } else {
            headers.put("Access-Control-Expose-Headers", "X-Request-Id");
        }
        return preflight;
    }

    private boolean allows(String origin) {
        return origins.isEmpty() || origins.stream().anyMatch(pattern -> pattern.matcher(origin).matches());
    }
}
