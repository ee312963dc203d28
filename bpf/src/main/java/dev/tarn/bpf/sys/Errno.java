package dev.tarn.bpf.sys;

/// The names of error numbers, the same on x86-64 and aarch64.
public final class Errno {
    /// Not permitted.
    public static final int EPERM = 1;
    /// No such thing.
    public static final int ENOENT = 2;
    /// Interrupted by a signal.
    public static final int EINTR = 4;
    /// No memory.
    public static final int ENOMEM = 12;
    /// Access denied.
    public static final int EACCES = 13;
    /// Invalid argument.
    public static final int EINVAL = 22;
    /// No space left.
    public static final int ENOSPC = 28;

    // By number; - where Linux has none.
    private static final String[] NAMES = ("- EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES"
            + " EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE"
            + " EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC"
            + " EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT ENOSTR ENODATA"
            + " ETIME ENOSR ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ"
            + " EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ"
            + " EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE"
            + " EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN"
            + " ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL"
            + " EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD"
            + " ENOTRECOVERABLE ERFKILL EHWPOISON").split(" ");

    private Errno() {}

    /// Returns the name of an error number such as `ENOENT`, or the number where it has none.
    ///
    /// @param number the number; its sign does not matter, because the kernel returns them negative
    public static String name(int number) {
        // Only inside the kernel and for those who trace it.
        int positive = number < 0 ? -number : number;
        return switch (positive) {
            case 512 -> "ERESTARTSYS";
            case 513 -> "ERESTARTNOINTR";
            case 514 -> "ERESTARTNOHAND";
            case 516 -> "ERESTART_RESTARTBLOCK";
            case 524 -> "ENOTSUPP";
            default -> positive > 0 && positive < NAMES.length && !NAMES[positive].equals("-")
                    ? NAMES[positive]
                    : Integer.toString(positive);
        };
    }
}
