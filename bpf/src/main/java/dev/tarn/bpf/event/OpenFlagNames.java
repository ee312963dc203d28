package dev.tarn.bpf.event;

import java.util.ArrayList;
import java.util.List;

/// The names of the flags of open(2), of this architecture.
final class OpenFlagNames {
    private record Flag(String name, int bits) {}

    private static final int ACCESS = 3;
    private static final List<Flag> FLAGS = flags(System.getProperty("os.arch").equals("aarch64"));

    private OpenFlagNames() {}

    private static List<Flag> flags(boolean arm) {
        // Of those with several bits, the ones that hold others come first.
        return List.of(
                new Flag("O_TMPFILE", 020000000 | (arm ? 040000 : 0200000)),
                new Flag("O_SYNC", 04010000),
                new Flag("O_CREAT", 0100), new Flag("O_EXCL", 0200), new Flag("O_NOCTTY", 0400), new Flag("O_TRUNC", 01000),
                new Flag("O_APPEND", 02000), new Flag("O_NONBLOCK", 04000), new Flag("O_DSYNC", 010000),
                new Flag("O_DIRECT", arm ? 0200000 : 040000), new Flag("O_LARGEFILE", arm ? 0400000 : 0100000),
                new Flag("O_DIRECTORY", arm ? 040000 : 0200000), new Flag("O_NOFOLLOW", arm ? 0100000 : 0400000),
                new Flag("O_NOATIME", 01000000), new Flag("O_CLOEXEC", 02000000), new Flag("O_PATH", 010000000));
    }

    /// Returns the names, joined by `|`; bits without a name as a number in base 8.
    static String name(int flags) {
        var names = new ArrayList<String>();
        names.add(switch (flags & ACCESS) {
            case 0 -> "O_RDONLY";
            case 1 -> "O_WRONLY";
            case 2 -> "O_RDWR";
            default -> "O_ACCMODE";
        });
        int rest = flags & ~ACCESS;
        for (var flag : FLAGS) {
            if ((rest & flag.bits()) == flag.bits()) {
                names.add(flag.name());
                rest &= ~flag.bits();
            }
        }
        if (rest != 0) {
            names.add("0" + Integer.toOctalString(rest));
        }
        return String.join("|", names);
    }
}
