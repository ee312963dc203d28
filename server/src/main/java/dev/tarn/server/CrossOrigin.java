package dev.tarn.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// Cross-origin requests: which web pages of other origins may read the answers.
final class CrossOrigin {
    private static final Set<String> METHODS = Set.of("HEAD", "GET", "POST", "PUT", "PATCH", "DELETE");
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
        if (preflight && !METHODS.contains(method)) {
            return true;
        }
        Optional<String> wanted = preflight ? allowedHeaders(request) : Optional.of("");
        if (wanted.isEmpty()) {
            return true;
        }
        headers.put("Access-Control-Allow-Credentials", "true");
        wanted.filter(names -> !names.isEmpty()).ifPresent(names -> headers.put("Access-Control-Allow-Headers", names));
        if (preflight) {
            headers.put("Access-Control-Allow-Methods", method);
        }
        headers.put("Access-Control-Allow-Origin", origins.isEmpty() ? "*" : origin);
        if (!preflight) {
            headers.put("Access-Control-Expose-Headers", "X-Request-Id");
        }
        return preflight;
    }

    /// Returns the headers that a preflight asks for, as HTTP spells them; nothing if one is not allowed.
    private static Optional<String> allowedHeaders(Request request) {
        var names = new StringJoiner(", ");
        for (String header : Optional.ofNullable(request.getHeaders().get("Access-Control-Request-Headers")).orElse("").split(",")) {
            String name = header.strip();
            if (!name.isEmpty() && !HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            names.add(Arrays.stream(name.toLowerCase(Locale.ROOT).split("-", -1))
                    .map(part -> part.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                    .collect(Collectors.joining("-")));
        }
        return Optional.of(names.toString());
    }

    private boolean allows(String origin) {
        return origins.isEmpty() || origins.stream().anyMatch(pattern -> pattern.matcher(origin).matches());
    }
}
