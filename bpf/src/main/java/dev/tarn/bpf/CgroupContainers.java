package dev.tarn.bpf;

import dev.tarn.bpf.event.Containers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells containers by the folders of their cgroups, which Docker, containerd, CRI-O, Podman, LXC and systemd name in their own ways.
///
/// A cgroup's number is the inode of its folder. Folders are read when a number is met for the first time, but not more often than
/// every second: a cgroup that has gone by then has no name. Belongs to one thread.
final class CgroupContainers implements Containers {
    /// The second hierarchy: alone, or beside the first one.
    private static final List<Path> ROOTS = List.of(Path.of("/sys/fs/cgroup/unified"), Path.of("/sys/fs/cgroup"));
    private static final Path DOCKER = Path.of("/var/lib/docker/containers");
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final int MAX_DEPTH = 12;
    private static final int MAX_KNOWN = 1 << 16;
    private static final int SHORT_ID = 12;

    private static final Pattern LONG_ID = Pattern.compile("(?:^|[-_:])([0-9a-f]{64})(?:\\.scope)?$");
    private static final Pattern NAMED = Pattern.compile("^(?:lxc\\.payload\\.|machine-|systemd-nspawn@)(.+?)(?:\\.scope|\\.service)?$");
    private static final Pattern DOCKER_NAME = Pattern.compile("\"Name\":\"/([^\"]+)\"");

    private final Path root;
    private final Path docker;
    private final Map<Long, Optional<String>> names = new HashMap<>();
    private boolean read;
    private long readNanos;

    /// @param root the folder of the hierarchy
    /// @param docker where Docker keeps what it knows of its containers
    CgroupContainers(Path root, Path docker) {
        this.root = root;
        this.docker = docker;
    }

    static CgroupContainers ofThisHost() {
        return new CgroupContainers(ROOTS.stream().filter(path -> Files.exists(path.resolve("cgroup.procs"))).findFirst()
                .orElse(ROOTS.getLast()), DOCKER);
    }

    @Override
    public Optional<String> name(long cgroupId) {
        var known = names.get(cgroupId);
        if (known != null) {
            return known;
        }
        long now = System.nanoTime();
        if (!read || now - readNanos >= PAUSE_NANOS) {
            read = true;
            readNanos = now;
            readFolders();
            // Of one that is gone already nothing will be known later either.
            names.putIfAbsent(cgroupId, Optional.empty());
        }
        return names.getOrDefault(cgroupId, Optional.empty());
    }

    private void readFolders() {
        if (names.size() > MAX_KNOWN) {
            names.clear();
        }
        try (var folders = Files.find(root, MAX_DEPTH, (_, attributes) -> attributes.isDirectory())) {
            folders.forEach(folder -> inode(folder).ifPresent(inode -> names.computeIfAbsent(inode, _ -> container(root.relativize(folder)))));
        } catch (IOException | UncheckedIOException e) {
            // A folder went away while we looked, or there is no such hierarchy: what is known is what there is.
            return;
        }
    }

    private static Optional<Long> inode(Path folder) {
        try {
            return Optional.of(((Number) Files.getAttribute(folder, "unix:ino")).longValue());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The innermost folder that is a container's says which.
    private Optional<String> container(Path folder) {
        for (int i = folder.getNameCount() - 1; i >= 0; i--) {
            String name = folder.getName(i).toString();
            var id = LONG_ID.matcher(name);
            if (id.find()) {
                return Optional.of(dockerName(id.group(1)).orElse(id.group(1).substring(0, SHORT_ID)));
            }
            var named = NAMED.matcher(name);
            if (named.find()) {
                return Optional.of(named.group(1));
            }
        }
        return Optional.empty();
    }

    private Optional<String> dockerName(String id) {
        try {
            var name = DOCKER_NAME.matcher(Files.readString(docker.resolve(id).resolve("config.v2.json")));
            return name.find() ? Optional.of(name.group(1)) : Optional.empty();
        } catch (IOException e) {
            // Of another program than Docker, or not ours to read.
            return Optional.empty();
        }
    }
}
