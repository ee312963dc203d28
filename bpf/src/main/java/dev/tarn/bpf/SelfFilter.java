package dev.tarn.bpf;

import dev.tarn.bpf.sys.BpfObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Has programs leave out the events of this process: else writing down what happened would happen, and be written down.
///
/// @param pid this process, 0 to leave nothing out
/// @param device the device of its PID namespace, 0 if that is the first one
/// @param inode the inode of its PID namespace, 0 if that is the first one
record SelfFilter(long pid, long device, long inode) {
    /// Leaves nothing out.
    static final SelfFilter NOTHING = new SelfFilter(0, 0, 0);

    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
    /// The same on every Linux.
    private static final long FIRST_NAMESPACE_INODE = 0xefff_fffcL;

    /// Leaves this process out.
    static SelfFilter ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        try {
            long inode = ((Number) Files.getAttribute(NAMESPACE, "unix:ino")).longValue();
            long device = ((Number) Files.getAttribute(NAMESPACE, "unix:dev")).longValue();
            return inode == FIRST_NAMESPACE_INODE ? new SelfFilter(pid, 0, 0) : new SelfFilter(pid, device, inode);
        } catch (IOException e) {
            // A kernel without namespaces has one only.
            return new SelfFilter(pid, 0, 0);
        }
    }

    /// Sets the variables of an object that is to be loaded, if it has them.
    void apply(BpfObject object) {
        if (object.hasVariable("tarn_self")) {
            object.setVariable("tarn_self", pid);
            object.setVariable("tarn_self_device", device);
            object.setVariable("tarn_self_inode", inode);
        }
    }
}
