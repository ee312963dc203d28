package dev.tarn.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server for ssh at a port of loopback, with keys and settings of its own in a folder, into which only a test gets.
final class PrivateSshd implements AutoCloseable {
    /// What ssh calls the host of the server.
    static final String HOST = "there";
    /// What ssh calls a host where no server answers.
    static final String SILENT_HOST = "silent";

    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");
    private static final int START_TRIES = 100;

    private final Path folder;
    private final boolean madeFolder;
    private final Process process;

    private PrivateSshd(Path folder, boolean madeFolder, Process process) {
        this.folder = folder;
        this.madeFolder = madeFolder;
        this.process = process;
    }

    /// Starts it; skips the test where it is not installed, or lets nobody in.
    static PrivateSshd start(Path folder) throws IOException, InterruptedException {
        Optional<Path> sshd = program("sshd");
        assumeTrue(sshd.isPresent() && program("ssh").isPresent(), "sshd or ssh is not installed (Debian: openssh-server, openssh-client)");
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean makeFolder = root && !Files.exists(PRIVILEGE_SEPARATION);
        if (makeFolder) {
            // The distribution's service makes it when it starts; without it sshd run by root does not.
            Files.createDirectory(PRIVILEGE_SEPARATION);
        }
        key(folder.resolve("host"));
        key(folder.resolve("user"));
        int port = freePort();
        settings(folder, port);
        var process = new ProcessBuilder(sshd.get().toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        var server = new PrivateSshd(folder, makeFolder, process);
        try {
            server.awaitLogin();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static Optional<Path> program(String name) {
        return Stream.concat(Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    private static void key(Path file) throws IOException, InterruptedException {
        int status = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()).inheritIO().start().waitFor();
        assumeTrue(status == 0, "ssh-keygen makes no keys here");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void settings(Path folder, int port) throws IOException {
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s/host
                AuthorizedKeysFile %<s/authorized
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin yes
                """.formatted(port, folder));
        Files.writeString(folder.resolve("known"), "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        Files.writeString(folder.resolve("ssh_config"), """
                Host %s
                  Port %d
                Host %s
                  Port %d
                Host *
                  HostName 127.0.0.1
                  IdentityFile %s/user
                  IdentitiesOnly yes
                  UserKnownHostsFile %<s/known
                  StrictHostKeyChecking yes
                  BatchMode yes
                """.formatted(HOST, port, SILENT_HOST, freePort(), folder));
        Files.writeString(folder.resolve("ssh"), "#!/bin/sh\nexec ssh -F " + folder.resolve("ssh_config") + " \"$@\"\n");
        Files.setPosixFilePermissions(folder.resolve("ssh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void awaitLogin() throws IOException, InterruptedException {
        int status = -1;
        for (int tries = 0; status != 0 && tries < START_TRIES && process.isAlive(); tries++) {
            var login = new ProcessBuilder(List.of(ssh().toString(), HOST, "true")).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("login").toFile()).start();
            status = login.waitFor();
            if (status != 0) {
                Thread.sleep(50);
            }
        }
        assumeTrue(status == 0, "sshd lets nobody in here: " + text("log") + text("login"));
    }

    private String text(String file) throws IOException {
        return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file), StandardCharsets.UTF_8) : "";
    }

    /// Returns the client that knows the server.
    Path ssh() {
        return folder.resolve("ssh");
    }

    /// Breaks all connections, as if the cable were cut.
    void cut() {
        process.descendants().filter(handle -> handle.info().command().orElse("").contains("sshd")).forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(_ -> process.destroyForcibly()).join();
        if (madeFolder) {
            Files.deleteIfExists(PRIVILEGE_SEPARATION);
        }
    }
}
