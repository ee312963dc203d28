package dev.tarn.bpf.event;

import java.util.List;

/// Where the stacks are that events refer to, and what the addresses in them are called.
public interface Stacks {
    /// What an event's number of a stack counts in.
    enum Store {
        /// The object's map of kind `BPF_MAP_TYPE_STACK_TRACE`; a negative number is an error and no stack.
        STACK_MAP,
        /// The maps `frames_0` and `frames_1`, by a hash; 0 is the empty stack.
        FRAMES_MAP
    }

    /// Returns the names of a stack of the kernel, leaf first; none if there is no such stack.
    List<String> kernel(Store store, long key);

    /// Returns the names of a process's stack, leaf first; none if there is no such stack.
    List<String> user(Store store, long key, int pid);

    /// Returns the name of what lies at an address of the kernel.
    String kernelSymbol(long address);

    /// No stacks: every one is empty, and an address is called by its number.
    Stacks NONE = new Stacks() {
        @Override
        public List<String> kernel(Store store, long key) {
            return List.of();
        }

        @Override
        public List<String> user(Store store, long key, int pid) {
            return List.of();
        }

        @Override
        public String kernelSymbol(long address) {
            return "0x" + Long.toHexString(address);
        }
    };
}
