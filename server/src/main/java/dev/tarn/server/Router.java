package dev.tarn.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the endpoint of a request by its method and its path.
///
/// A route's path has fixed segments and `{named}` ones. Segments are split before they are decoded, so a slash within one is
/// `%2F`; they are decoded as query strings are, so `+` is a space.
final class Router {
    /// What was found for a request.
    sealed interface Match {}

    /// An endpoint, its path as it was added, and the values of the named segments.
    record Found(Endpoint endpoint, String route, Map<String, String> segments) implements Match {}

    /// The path is known, but not with this method.
    record WrongMethod() implements Match {}

    /// The path is not known.
    record Unknown() implements Match {}

    private record Route(String method, String path, String[] segments, Endpoint endpoint) {}

    private final List<Route> routes = new ArrayList<>();

    /// Adds a route.
    ///
    /// @param method the HTTP method, or `*` for any
    /// @param path such as `/pool/{pool}/stats`
    Router add(String method, String path, Endpoint endpoint) {
        routes.add(new Route(method, path, path.split("/", -1), endpoint));
        return this;
    }

    /// Returns what answers a request.
    Match find(String method, String encodedPath) {
        String[] segments = encodedPath.split("/", -1);
        boolean pathKnown = false;
        for (var route : routes) {
            if (matches(route.segments(), segments)) {
                if (route.method().equals("*") || route.method().equals(method)) {
                    return new Found(route.endpoint(), route.path(), named(route.segments(), segments));
                }
                pathKnown = true;
            }
        }
        return pathKnown ? new WrongMethod() : new Unknown();
    }

    private static boolean matches(String[] pattern, String[] segments) {
        if (pattern.length != segments.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            boolean fits = pattern[i].startsWith("{") ? !segments[i].isEmpty() : pattern[i].equals(segments[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> named(String[] pattern, String[] segments) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                String name = pattern[i].substring(1, pattern[i].length() - 1);
                values.put(name, decode(segments[i]));
            }
        }
        return values;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("malformed path segment: " + segment);
        }
    }
}
