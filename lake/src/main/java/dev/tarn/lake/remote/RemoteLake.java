package dev.tarn.lake.remote;

import dev.tarn.lake.BranchInfo;
import dev.tarn.lake.CommitMessage;
import dev.tarn.lake.CommitReceipt;
import dev.tarn.lake.Head;
import dev.tarn.lake.Lake;
import dev.tarn.lake.PoolInfo;
import dev.tarn.lake.PoolSettings;
import dev.tarn.lake.catalog.Id;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.Path;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.type.TypeText;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lake behind a service: each call is a request.
public final class RemoteLake implements Lake {
    private final ServiceClient client;

    private RemoteLake(ServiceClient client) {
        this.client = client;
    }

    /// Returns the lake behind a service. Nothing is sent yet.
    ///
    /// @param service its address, such as `http://localhost:9867`; the port may be left out
    public static RemoteLake connect(URI service) {
        return new RemoteLake(new ServiceClient(service));
    }

    @Override
    public String location() {
        return client.service();
    }

    @Override
    public PoolInfo createPool(String name, PoolSettings settings) {
        var answer = client.call("POST", "/pool", "{name:" + TypeText.quote(name)
                + ",layout:{order:\"" + (settings.key().direction() == SortKey.Direction.ASCENDING ? "asc" : "desc")
                + "\",keys:[[" + String.join(",", settings.key().path().names().stream().map(TypeText::quote).toList())
                + "]]},seek_stride:" + settings.seekStrideBytes() + ",thresh:" + settings.thresholdBytes() + "}");
        return pool(part(answer.orElseThrow(() -> incomplete("a pool")), "pool"));
    }

    private ServiceException incomplete(String what) {
        return new ServiceException(client.service() + ": the answer lacks " + what);
    }

    private Value part(Value value, String name) {
        return value.field(name).orElseThrow(() -> incomplete("the field " + name));
    }

    private PoolInfo pool(Value config) {
        var layout = part(config, "layout");
        var names = part(layout, "keys").elements().getFirst().elements().stream().map(Value::asString).toList();
        boolean ascending = part(layout, "order").asString().equals("asc");
        var key = new SortKey(
                new Path(names),
                ascending ? SortKey.Direction.ASCENDING : SortKey.Direction.DESCENDING,
                ascending ? SortKey.Nulls.LAST : SortKey.Nulls.FIRST);
        return new PoolInfo(
                Id.of(part(config, "id").asBytes()),
                part(config, "name").asString(),
                key,
                part(config, "seek_stride").asLong(),
                part(config, "threshold").asLong(),
                part(config, "ts").asLong());
    }

    private BranchInfo branch(Value config) {
        return new BranchInfo(
                part(config, "name").asString(), Id.of(part(config, "commit").asBytes()), part(config, "ts").asLong());
    }

    @Override
    public List<PoolInfo> pools() {
        var pools = new ArrayList<PoolInfo>();
        try (var results = query("from :pools | sort name")) {
            results.forEach(config -> pools.add(pool(config)));
        }
        return pools;
    }

    @Override
    public PoolInfo pool(String nameOrId) {
        var pools = pools();
        var id = Id.parse(nameOrId);
        return pools.stream().filter(pool -> id.isPresent() && pool.id().equals(id.get())).findFirst()
                .or(() -> pools.stream().filter(pool -> pool.name().equals(nameOrId)).findFirst())
                .orElseThrow(() -> new NotFoundException("\"" + nameOrId + "\": pool not found"));
    }

    @Override
    public void renamePool(String nameOrId, String newName) {
        client.call("PUT", path(nameOrId), "{name:" + TypeText.quote(newName) + "}");
    }

    private static String path(String pool) {
        return "/pool/" + ServiceClient.segment(pool);
    }

    private static String path(String pool, String branch) {
        return path(pool) + "/branch/" + ServiceClient.segment(branch);
    }

    @Override
    public void dropPool(String nameOrId) {
        client.call("DELETE", path(nameOrId), "");
    }

    @Override
    public List<BranchInfo> branches(String pool) {
        var branches = new ArrayList<BranchInfo>();
        try (var results = query("from '" + pool(pool).id() + "':branches | yield branch | sort name")) {
            results.forEach(config -> branches.add(branch(config)));
        }
        return branches;
    }

    @Override
    public BranchInfo branch(String pool, String branch) {
        return branches(pool).stream().filter(info -> info.name().equals(branch)).findFirst()
                .orElseThrow(() -> new NotFoundException(branch + ": branch not found"));
    }

    @Override
    public BranchInfo createBranch(String pool, String name, String revision) {
        Id commit = Id.parse(revision).orElseGet(() -> branch(pool, revision).commit());
        var answer = client.call(
                "POST", path(pool), "{name:" + TypeText.quote(name) + ",commit:\"" + commit + "\"}");
        return branch(answer.orElseThrow(() -> incomplete("a branch")));
    }

    @Override
    public void removeBranch(String pool, String branch) {
        client.call("DELETE", path(pool, branch), "");
    }

    @Override
    public CommitReceipt load(Head target, Source values, CommitMessage message) {
        try (var upload = new ZngUpload(values)) {
            var headers = Map.of("Content-Type", ServiceClient.ZNG, "Zed-Commit", header(message));
            var answer = send(target, upload, headers);
            upload.checkInput();
            var receipt = answer.orElseThrow(() -> incomplete("a commit"));
            var warnings = part(receipt, "warnings").elements().stream().map(Value::asString).toList();
            return new CommitReceipt(Id.of(part(receipt, "commit").asBytes()), warnings);
        }
    }

    private Optional<Value> send(Head target, ZngUpload upload, Map<String, String> headers) {
        try {
            return client.call("POST", path(target.pool(), target.branch()), upload.publisher(), headers);
        } catch (ServiceException e) {
            // What went wrong with the input here is not what the service saw, which is just an end.
            upload.checkInput();
            throw e;
        }
    }

    private static String header(CommitMessage message) {
        return ascii("{\"author\":" + TypeText.quote(message.author()) + ",\"body\":" + TypeText.quote(message.body())
                + ",\"meta\":" + TypeText.quote(message.meta()) + "}");
    }

    // A header is Latin-1 at best; JSON can say everything in ASCII.
    private static String ascii(String json) {
        var out = new StringBuilder(json.length());
        for (char c : json.toCharArray()) {
            if (c < 0x7f) {
                out.append(c);
            } else {
                out.append("\\u%04x".formatted((int) c));
            }
        }
        return out.toString();
    }

    @Override
    public Results query(QueryText text, Optional<Head> head, QueryOptions options) {
        String body = "{query:" + TypeText.quote(text.text()) + ",head:{pool:"
                + TypeText.quote(head.map(Head::pool).orElse("")) + ",branch:"
                + TypeText.quote(head.map(Head::branch).orElse("")) + "}}";
        return new RemoteResults(client.sendQuery(text, body), client.service());
    }

    @Override
    public void close() {
        client.close();
    }
}
