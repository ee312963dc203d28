package dev.tarn.server;

import java.util.List;
import java.util.Optional;

/// How a [LakeServer] listens and answers.
///
/// @param host the address to listen on; empty for all addresses of the host
/// @param port the port, 0 for any free one
/// @param defaultFormat the format of answers when the client names none
/// @param origins the web origins that may read answers, none for all
/// @param rootContent what `GET /` answers, HTML or plain text; empty for a page of the service's own
public record ServerOptions(String host, int port, String defaultFormat, List<String> origins, Optional<String> rootContent) {
    /// The port of a lake service.
    public static final int DEFAULT_PORT = 9867;

    /// The options of a service on loopback, at the usual port.
    public static final ServerOptions DEFAULT = new ServerOptions("localhost", DEFAULT_PORT, "zson", List.of(), Optional.empty());

    /// Copies the list.
    public ServerOptions {
        origins = List.copyOf(origins);
    }

    /// Returns these options with an address of the form `host:port`, `:port` (all addresses of the host) or `host`.
    ///
    /// @throws IllegalArgumentException if the port is not a number from 0 to 65535
    public ServerOptions withAddress(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0 || address.endsWith("]")) {
            return new ServerOptions(bare(address), DEFAULT_PORT, defaultFormat, origins, rootContent);
        }
        return new ServerOptions(bare(address.substring(0, colon)), port(address.substring(colon + 1)), defaultFormat, origins, rootContent);
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= 65535) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("address: \"" + text + "\" is not a port", e);
        }
        throw new IllegalArgumentException("address: port " + text + " is not between 0 and 65535");
    }

    /// Returns the URL at which a program on this host reaches the service.
    ///
    /// @param actualPort the port that it listens on, which is another one than [#port] if that is 0
    public String url(int actualPort) {
        String name = host.isEmpty() ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + actualPort;
    }

    /// Returns these options with another default format.
    public ServerOptions withDefaultFormat(String format) {
        return new ServerOptions(host, port, format, origins, rootContent);
    }

    /// Returns these options with other allowed origins.
    public ServerOptions withOrigins(List<String> newOrigins) {
        return new ServerOptions(host, port, defaultFormat, newOrigins, rootContent);
    }

    /// Returns these options with another answer to `GET /`.
    public ServerOptions withRootContent(String content) {
        return new ServerOptions(host, port, defaultFormat, origins, Optional.of(content));
    }
}
