package dev.tarn.lake;

import dev.tarn.lake.catalog.CatalogView;
import dev.tarn.lake.catalog.Commit;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.lake.object.KeyEncoding;
import dev.tarn.model.Value;
import dev.tarn.model.type.NamedType;
import java.util.Optional;

/// One of a numbered series of loads, each of which is to be committed exactly once, however often it is sent.
///
/// Whoever sends a load over a link that breaks does not know whether it arrived. It sends the load again with the same
/// message, whose meta value is `{stream:…,number:…,after:0x…}(=batch)`; a lake that finds it among the commits made since then
/// answers with that commit and makes none.
///
/// @param stream what tells the series from all others
/// @param number its place in the series
/// @param after a commit that is older than the first attempt, [Id#NIL] for the beginning of the branch
public record Batch(String stream, long number, Id after) {
    private static final String TYPE = "batch";

    /// Returns the batch that a commit's meta value names; empty if it names none.
    static Optional<Batch> of(Value meta) {
        if (!(meta.type() instanceof NamedType named) || !named.name().equals(TYPE)) {
            return Optional.empty();
        }
        var stream = meta.field("stream");
        var number = meta.field("number");
        var after = meta.field("after").filter(id -> !id.isNull() && id.asBytes().length == Id.NIL.bytes().length);
        return stream.isEmpty() || number.isEmpty() || after.isEmpty()
                ? Optional.empty()
                : Optional.of(new Batch(stream.get().asString(), number.get().asLong(), Id.of(after.get().asBytes())));
    }

    /// Returns the meta value of the batch's commit, as text.
    public String meta() {
        return "{stream:" + dev.tarn.model.zson.Zson.format(Value.ofString(stream)) + ",number:" + number + ",after:0x"
                + java.util.HexFormat.of().formatHex(after.bytes()) + "}(=" + TYPE + ")";
    }

    /// Returns the commit that holds the batch already.
    Optional<Id> committed(CatalogView view, Pool pool, String branch) {
        Id at = view.branch(pool, branch).map(found -> found.tip()).orElse(Id.NIL);
        while (!at.equals(Id.NIL) && !at.equals(after)) {
            var commit = view.commit(pool, at);
            if (commit.filter(this::isIn).isPresent()) {
                return Optional.of(at);
            }
            at = commit.map(Commit::parent).orElse(Id.NIL);
        }
        return Optional.empty();
    }

    private boolean isIn(Commit commit) {
        return !commit.meta().isEmpty() && of(KeyEncoding.decode(commit.meta()))
                .filter(other -> other.stream.equals(stream) && other.number == number).isPresent();
    }
}
