package dev.tarn.bpf.sys;

/// A program attached to its hook. Closing it detaches the program; one that is just running on another CPU still ends by
/// itself, see [Grace].
public final class BpfLink implements AutoCloseable {
    private final String name;
    private long address;

    BpfLink(String name, long address) {
        this.name = name;
        this.address = address;
    }

    /// Detaches the program. May be called twice.
    ///
    /// @throws IllegalStateException if the kernel refuses
    @Override
    public void close() {
        if (address != 0) {
            long destroyed = address;
            address = 0;
            int result = Libbpf.calls().bpf_link__destroy(destroyed);
            if (result < 0) {
                throw new IllegalStateException("detaching program " + name + ": " + Errno.name(result));
            }
        }
    }
}
