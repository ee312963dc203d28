package dev.tarn.bpf.event;

/// The names of signals, the same on x86-64 and aarch64.
final class SignalNames {
    private static final int FIRST_REAL_TIME = 34;
    private static final int LAST = 64;
    private static final String[] NAMES = ("- SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2"
            + " SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM"
            + " SIGPROF SIGWINCH SIGIO SIGPWR SIGSYS").split(" ");

    private SignalNames() {}

    /// Returns the name of a signal, or its number where it has none.
    static String name(int signal) {
        if (signal >= FIRST_REAL_TIME && signal <= LAST) {
            return signal == FIRST_REAL_TIME ? "SIGRTMIN" : "SIGRTMIN+" + (signal - FIRST_REAL_TIME);
        }
        return signal > 0 && signal < NAMES.length ? NAMES[signal] : Integer.toString(signal);
    }
}
