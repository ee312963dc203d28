package dev.tarn.cli.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aSubCommandTakesItsOwnFlagsAndItsParents() throws Exception {
        assertEquals(0, run("-lake", "a", "box", "put", "-lake=b", "-n", "2", "x", "-y"));
        assertEquals("lake=b n=2 [x, -y]", out());
    }

    @Test
    void aSubCommandsFlagHidesItsParents() throws Exception {
        assertEquals(0, run("-q", "box", "get", "-q", "deep"));
        assertEquals("q=deep, root's on", out());
    }

    @Test
    void aFlagOfAnotherLevelIsRefusedWithTheWholeLine() throws Exception {
        assertEquals(1, run("-q", "box", "-n", "2", "put"));
        assertEquals("""
            flag provided but not defined: -n
            at flag: "-n 2 put": flag provided but not defined: -n
            """, err());
    }

    @Test
    void anUnknownSubCommandIsToldTheKnownOnes() throws Exception {
        assertEquals(1, run("box", "bogus"));
        assertEquals("\"tool box\": no such sub-command \"bogus\": options are: put get\n", err());
    }

    @Test
    void aUsageErrorIsOneLine() throws Exception {
        assertEquals(1, run("box", "put", "-n", "0"));
        assertEquals("n must be positive\n", err());
    }

    @Test
    void otherExceptionsReachTheCaller() {
        assertThrows(IOException.class, () -> run("box", "put", "-n", "13"));
    }

    @Test
    void helpListsOwnFlagsThenEachParents() throws Exception {
        assertEquals(0, run("box", "put", "-h", "ignored"));
        assertEquals("""
            \033[1mNAME\033[0m
                tool box put - put things

            \033[1mUSAGE\033[0m
                put [options] thing ...

            \033[1mOPTIONS\033[0m
                -B capital (default "x")
                -n how many (default "1")
               \s
                [tool flags]
                -h show this help (default "false")
                -help show this help (default "false")
                -hidden show hidden options in the help (default "false")
                -lake where
                -q quiet (default "false")

            \033[1mDESCRIPTION\033[0m
                Puts.

                And more.

            """, out());
    }

    @Test
    void hiddenFlagsAndCommandsAreShownOnlyOnRequest() throws Exception {
        run("box", "-h");
        assertTrue(!out().contains("secret"));
        run("box", "-hidden", "-h");
        assertTrue(out().contains("    [secret] - unseen\n"));
        run("box", "get", "-hidden", "-h");
        assertTrue(out().contains("    [-trace] traces\n"));
    }

    @Test
    void aGroupAloneShowsItsHelp() throws Exception {
        assertEquals(0, run());
        assertTrue(out().contains("    box - things in a box\n"));
    }

    private int run(String... arguments) throws Exception {
        return new Dispatcher(new Root().spec()).run(List.of(arguments), new Invocation(InputStream.nullInputStream(), out,
            new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), Path.of(""), Invocation.Terminals.NONE));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static final class Root implements Command {
        private Flag<String> lake;
        private Flag<Boolean> quiet;

        CommandSpec spec() {
            CommandSpec put = CommandSpec.of("put", "put [options] thing ...", "put things", "Puts.\n\nAnd more.\n", () -> new Put(this));
            CommandSpec get = CommandSpec.of("get", "get", "get things", "", () -> new Get(this));
            CommandSpec secret = CommandSpec.of("secret", "secret", "unseen", "", () -> new Get(this)).asHidden();
            CommandSpec box = CommandSpec.group("box", "box command", "things in a box", "", List.of(put, get, secret));
            return new CommandSpec("tool", "tool command", "a tool", "", false, List.of(box), () -> this);
        }

        @Override
        public void declare(FlagSet flags) {
            lake = flags.text("lake", "", "where");
            quiet = flags.toggle("q", false, "quiet");
        }

        @Override
        public int run(List<String> arguments, Invocation invocation) {
            return Dispatcher.SHOW_HELP;
        }
    }

    private static final class Put implements Command {
        private final Root root;
        private Flag<Integer> count;

        Put(Root root) {
            this.root = root;
        }

        @Override
        public void declare(FlagSet flags) {
            count = flags.integer("n", 1, "how many");
            flags.text("B", "x", "capital");
        }

        @Override
        public int run(List<String> arguments, Invocation invocation) throws UsageException, IOException {
            if (count.value() == 0) {
                throw new UsageException("n must be positive");
            }
            if (count.value() == 13) {
                throw new IOException("unlucky");
            }
            PrintStream out = invocation.printer();
            out.print("lake=" + root.lake.value() + " n=" + count.value() + " " + arguments);
            out.flush();
            return 0;
        }
    }

    private static final class Get implements Command {
        private final Root root;
        private Flag<String> q;

        Get(Root root) {
            this.root = root;
        }

        @Override
        public void declare(FlagSet flags) {
            q = flags.text("q", "", "a flag that the root has too");
            flags.hiddenText("trace", "", "traces");
        }

        @Override
        public int run(List<String> arguments, Invocation invocation) {
            PrintStream out = invocation.printer();
            out.print("q=" + q.value() + ", root's " + (root.quiet.value() ? "on" : "off"));
            out.flush();
            return 0;
        }
    }
}
