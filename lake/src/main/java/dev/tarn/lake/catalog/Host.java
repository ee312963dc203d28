package dev.tarn.lake.catalog;

import dev.tarn.model.UnsupportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// What the machine says about where a lake lies and who shares it.
final class Host {
    // Their locks or their shared mappings do not hold between machines, and LMDB needs both.
    private static final Set<String> NETWORK_FILE_SYSTEMS = Set.of("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3",
            "smbfs", "9p", "afs", "ncpfs", "coda", "ceph", "lustre", "gpfs", "beegfs", "ocfs2", "gfs2", "orangefs", "davfs",
            "virtiofs", "vboxsf", "drvfs", "webdav", "afpfs", "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.glusterfs",
            "fuse.ceph", "fuse.gcsfuse", "fuse.vmhgfs-fuse", "fuse.mergerfs");

    private Host() {}

    /// Refuses a directory on a network file system.
    ///
    /// @throws UnsupportedException naming the directory, the file system and what to do instead
    static void checkLocal(Path directory) {
        try {
            checkLocal(directory, Files.getFileStore(directory).type());
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
        }
    }

    static void checkLocal(Path directory, String fileSystem) {
        if (NETWORK_FILE_SYSTEMS.contains(fileSystem)) {
            throw new UnsupportedException(directory + ": a lake cannot lie on a network file system (" + fileSystem
                    + "); run \"zed serve\" on the machine with the disk and use -lake http://HOST:9867 here");
        }
    }

    /// Returns a number for the PID namespace of this process; 0 where there are none.
    static long pidNamespace() {
        Path link = Path.of("/proc/self/ns/pid");
        try {
            // The link reads "pid:[4026531836]".
            String target = Files.readSymbolicLink(link).toString();
            return Long.parseLong(target.substring(target.indexOf('[') + 1, target.indexOf(']')));
        } catch (IOException | UnsupportedOperationException | IndexOutOfBoundsException | NumberFormatException _) {
            return 0;
        }
    }
}
