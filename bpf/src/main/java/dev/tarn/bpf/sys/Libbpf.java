package dev.tarn.bpf.sys;

import dev.tarn.model.UnsupportedException;
import java.util.Optional;
import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.Delegate;
import jnr.ffi.annotations.SaveError;

/// libbpf's functions that the collector needs, all of them of its stable interface.
final class Libbpf {
    /// The file name of the library; its interface is the same in all versions 1.x.
    static final String FILE = "libbpf.so.1";

    /// Takes a message of libbpf: a printf format and its arguments (a `va_list`, which is passed by its address on x86-64 and
    /// aarch64).
    public interface Print {
        /// Takes a message.
        ///
        /// @param level 0 for a warning, 1 for information, 2 for debugging
        /// @return anything
        @Delegate
        int print(int level, long format, long arguments);
    }

    /// What jnr-ffi binds. Public because its generated class lies in a package of its own.
    public interface Calls {
        @SaveError
        long bpf_object__open_mem(long bytes, long size, long options);

        int bpf_object__load(long object);

        void bpf_object__close(long object);

        long bpf_object__next_program(long object, long previous);

        long bpf_object__next_map(long object, long previous);

        long bpf_object__find_map_by_name(long object, String name);

        String bpf_program__name(long program);

        String bpf_program__section_name(long program);

        int bpf_program__set_autoload(long program, int load);

        int bpf_program__fd(long program);

        @SaveError
        long bpf_program__attach(long program);

        @SaveError
        long bpf_program__attach_raw_tracepoint(long program, String tracepoint);

        @SaveError
        long bpf_program__attach_kprobe(long program, int atReturn, String function);

        @SaveError
        long bpf_program__attach_uprobe_opts(long program, int pid, String file, long offset, long options);

        @SaveError
        long bpf_program__attach_perf_event(long program, int descriptor);

        int bpf_link__destroy(long link);

        String bpf_map__name(long map);

        int bpf_map__fd(long map);

        int bpf_map__type(long map);

        int bpf_map__key_size(long map);

        int bpf_map__value_size(long map);

        int bpf_map__max_entries(long map);

        int bpf_map__set_max_entries(long map, int entries);

        long bpf_map__initial_value(long map, long size);

        int bpf_map_lookup_elem(int descriptor, long key, long value);

        int bpf_map_update_elem(int descriptor, long key, long value, long flags);

        int bpf_map_get_next_key(int descriptor, long key, long next);

        int bpf_map_lookup_and_delete_batch(
                int descriptor, long from, long next, long keys, long values, long count, long options);

        int libbpf_num_possible_cpus();

        String libbpf_version_string();

        long libbpf_set_print(Print print);
    }

    private static volatile Optional<Calls> loaded = Optional.empty();

    private Libbpf() {}

    /// Returns the library, loaded at the first call that succeeds.
    ///
    /// @throws UnsupportedException if it is not installed
    static Calls calls() {
        return loaded.orElseGet(Libbpf::load);
    }

    private static synchronized Calls load() {
        if (loaded.isPresent()) {
            return loaded.get();
        }
        try {
            var calls = LibraryLoader.create(Calls.class).failImmediately().load(FILE);
            NativeLog.install(calls);
            loaded = Optional.of(calls);
            return calls;
        } catch (UnsatisfiedLinkError e) {
            throw new UnsupportedException(FILE
                    + " cannot be loaded: install it (Debian, Ubuntu: apt-get install libbpf1; Fedora: dnf install libbpf)", e);
        }
    }
}
