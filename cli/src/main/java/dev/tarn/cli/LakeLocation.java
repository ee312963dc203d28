package dev.tarn.cli;

import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Lake;
import dev.tarn.lake.remote.RemoteLake;
import dev.tarn.model.NotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a lake is: a folder or a service.
///
/// @param text the path of the folder, absolute, or the URL of the service
/// @param remote whether it is a service
record LakeLocation(String text, boolean remote) {
    private static final String LOCAL_SERVICE = "http://localhost:9867";
    private static final int SERVICE_PORT = 9867;
    private static final int PROBE_MILLIS = 500;

    /// Finds the lake that a command means: the flag's, the environment's, a service that runs on this host, or the user's own.
    ///
    /// @param given what the command line says
    /// @param client whether it is the service of this host unless said otherwise
    /// @param probe whether to look for a service on this host
    static LakeLocation find(Optional<String> given, boolean client, boolean probe, Invocation invocation) throws UsageException {
        Map<String, String> environment = invocation.environment();
        Optional<String> said = given.or(() -> Optional.ofNullable(environment.get("ZED_LAKE")));
        if (said.isPresent()) {
            if (said.get().isEmpty()) {
                throw new UsageException("lake location must be set (either with the -lake flag or ZED_LAKE environment variable)");
            }
            return of(said.get(), invocation);
        }
        if (client || probe && serviceAnswers()) {
            return new LakeLocation(LOCAL_SERVICE, true);
        }
        String data = environment.get("XDG_DATA_HOME");
        Path folder = data != null && !data.isEmpty() ? Path.of(data) : Path.of(environment.getOrDefault("HOME", "")).resolve(".local/share");
        return of(folder.resolve("zed").toString(), invocation);
    }

    /// Returns the place that a text names.
    static LakeLocation of(String text, Invocation invocation) {
        String bare = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (bare.startsWith("http://") || bare.startsWith("https://")) {
            return new LakeLocation(bare, true);
        }
        String path = bare.startsWith("file://") ? bare.substring("file://".length()) : bare;
        return new LakeLocation(invocation.resolve(path).toAbsolutePath().normalize().toString(), false);
    }

    /// Asks the port of a service on this host whether one is there. Plain sockets, because an HTTP client takes longer to load
    /// than the answer does.
    private static boolean serviceAnswers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), SERVICE_PORT), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write("GET /status HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            // Nobody there: the usual case, which is no error.
            return false;
        }
    }

    /// The folder of a lake that is no service.
    Path folder() {
        return Path.of(text);
    }

    /// Returns the place as messages show it: always a URL.
    String display() {
        return remote ? text : "file://" + text;
    }

    /// Opens the lake.
    ///
    /// @throws NotFoundException if there is none in the folder
    Lake open() {
        if (remote) {
            return RemoteLake.connect(URI.create(text));
        }
        if (!Lake.exists(folder())) {
            throw new NotFoundException(display() + ": lake does not exist\n(hint: run 'zed init' to initialize lake at this location)");
        }
        return Lake.open(folder());
    }

    /// Opens the lake, after making it if there is none.
    Lake openOrCreate() {
        return Lake.exists(folder()) ? Lake.open(folder()) : Lake.create(folder());
    }
}
