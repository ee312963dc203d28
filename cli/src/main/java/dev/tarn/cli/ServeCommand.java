package dev.tarn.cli;

import dev.tarn.cli.flag.Flag;
import dev.tarn.cli.flag.FlagSet;
import dev.tarn.cli.flag.Invocation;
import dev.tarn.cli.flag.UsageException;
import dev.tarn.lake.Lake;
import dev.tarn.server.LakeServer;
import dev.tarn.server.ServerOptions;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// `zed serve`: serves a lake over HTTP until it is interrupted.
final class ServeCommand extends LakeCommand {
    static final String DESCRIPTION = """
        Serves the lake in a folder over HTTP, for zed, zapi and other clients of
        the Zed lake API. The lake is made if there is none. The service listens
        on this host only, unless -l names another address: ":9867" is all of
        them. It has no access control: whoever reaches it can read and drop
        pools.
        """;

    private Flag<String> address;
    private Flag<String> defaultFormat;
    private Flag<List<String>> origins;
    private Flag<Duration> manage;
    private Flag<String> rootContent;
    private Flag<Boolean> authentication;
    private Flag<String> portFile;
    private Flag<Integer> ownerDescriptor;
    private LogFlags log;

    ServeCommand(ZedRoot root) {
        super(root);
    }

    @Override
    public void declare(FlagSet flags) {
        address = flags.text("l", "localhost:9867", "[addr]:port to listen on");
        defaultFormat = flags.text("defaultfmt", "zson", "format of answers to clients that ask for none");
        origins = flags.texts("cors.origin", "web origin that may read answers (may be given many times; none for all)");
        manage = flags.duration("manage", Duration.ZERO, "0s", "maintain the lake at this interval, if it is positive");
        rootContent = flags.text("rootcontentfile", "", "file to answer GET / with");
        authentication = flags.toggle("auth.enabled", false, "check who asks");
        flags.text("auth.audience", "", "audience of tokens");
        flags.text("auth.clientid", "", "client id of tokens");
        flags.text("auth.domain", "", "URL of who issues tokens");
        flags.text("auth.jwkspath", "", "file with the keys that tokens are signed with");
        portFile = flags.hiddenText("portfile", "", "file to write the port to");
        ownerDescriptor = flags.hiddenInteger("brimfd", -1, "descriptor of a pipe whose end is the end of the service");
        flags.hiddenToggle("dev", false, "accepted and ignored");
        log = new LogFlags(flags);
    }

    @Override
    int execute(List<String> arguments, Invocation invocation) throws UsageException, IOException, InterruptedException {
        if (authentication.value()) {
            throw new UsageException("zed serve: -auth.enabled is not supported yet");
        }
        if (manage.value().isPositive()) {
            throw new UsageException("zed serve: -manage is not supported yet");
        }
        LakeLocation location = root().folderLocation(invocation);
        if (location.remote()) {
            throw new UsageException("serve command cannot be used on a remote lake");
        }
        ServerOptions options = options();
        if (!rootContent.value().isEmpty()) {
            options = options.withRootContent(Files.readString(invocation.resolve(rootContent.value())));
        }
        ServiceLog.quietLibraries();
        try (Stopping stopping = new Stopping();
                PrintStream messages = log.open(invocation);
                Lake lake = location.openOrCreate();
                LakeServer server = LakeServer.start(lake, options, Version.text())) {
            ServiceLog service = new ServiceLog(messages, log.level());
            service.info("core", "Started", "root", location.display(), "version", Version.text());
            service.info("httpd", "Listening", "addr", options.host() + ":" + server.port());
            if (!portFile.value().isEmpty()) {
                Files.writeString(invocation.resolve(portFile.value()), Integer.toString(server.port()));
            }
            if (ownerDescriptor.value() >= 0) {
                stopWithOwner(stopping);
            }
            stopping.await(Long.MAX_VALUE);
            service.info("core", "Stopping");
        }
        return 0;
    }

    private ServerOptions options() throws UsageException {
        try {
            return ServerOptions.DEFAULT.withAddress(address.value()).withDefaultFormat(defaultFormat.value()).withOrigins(origins.value());
        } catch (IllegalArgumentException e) {
            throw new UsageException("-l " + address.value() + ": " + e.getMessage());
        }
    }

    /// Ends the service when whoever started it is gone: then the pipe it handed over has an end.
    private void stopWithOwner(Stopping stopping) {
        Thread.ofPlatform().daemon().name("tarn-owner").start(() -> {
            try (InputStream pipe = new FileInputStream("/dev/fd/" + ownerDescriptor.value())) {
                pipe.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // A pipe that cannot be read is as good as one that has ended.
            }
            stopping.request();
        });
    }
}
