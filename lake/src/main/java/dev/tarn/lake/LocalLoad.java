package dev.tarn.lake;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.CommitDraft;
import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Encoded;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.Lease;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.lake.object.KeyEncoding;
import dev.tarn.lake.object.ObjectLoad;
import dev.tarn.lake.object.Packs;
import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.vector.Vector;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.LoadTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Values on their way into a branch of a local lake. Used by one thread at a time.
final class LocalLoad implements LoadTarget.Load {
    // The reference lists this many objects of a commit.
    private static final int MAX_LISTED = 11;

    private final Catalog catalog;
    private final Pool pool;
    private final String branch;
    private final CommitMessage message;
    private final Encoded meta;
    private final Optional<Batch> batch;
    private final ObjectLoad objects;
    // Keeps others from deleting packs in which nothing lies but what this load has not committed yet.
    private final Lease lease;

    LocalLoad(Catalog catalog, Packs packs, Pool pool, String branch, CommitMessage message) {
        this.catalog = catalog;
        this.pool = pool;
        this.branch = branch;
        this.message = message;
        Optional<Value> said = message.meta().isEmpty() ? Optional.empty() : Optional.of(parse(message.meta()));
        meta = said.map(KeyEncoding::encode).orElse(Encoded.EMPTY);
        batch = said.flatMap(Batch::of);
        objects = new ObjectLoad(packs, pool);
        lease = catalog.lease();
    }

    private static Value parse(String meta) {
        try {
            return Zson.parse(meta);
        } catch (InputException e) {
            throw new InputException("cannot parse ZSON string \"" + meta + "\": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(Vector batch) {
        objects.add(batch);
    }

    /// Commits all values taken; the commit is on disk when this returns.
    ///
    /// @throws EmptyLoadException if there are none
    Id commitAll() {
        List<DataObject> added = objects.finish();
        if (added.isEmpty()) {
            throw new EmptyLoadException();
        }
        String body = message.body().isEmpty() ? describe(added) : message.body();
        var draft = new CommitDraft(message.author(), now(), body, meta);
        // What was written for a batch that is there already belongs to nobody.
        return catalog.change(change -> batch.flatMap(sent -> sent.committed(change, pool, branch))
                .orElseGet(() -> change.commit(pool, branch, draft, added, List.of()).id()));
    }

    @Override
    public Value commit() {
        return Value.ofBytes(PrimitiveType.BYTES, commitAll().bytes());
    }

    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    private static String describe(List<DataObject> added) {
        var text = new StringBuilder("loaded ").append(added.size()).append(" data object")
                .append(added.size() == 1 ? "" : "s").append("\n\n");
        for (DataObject object : added.subList(0, Math.min(added.size(), MAX_LISTED))) {
            text.append("  ").append(object.id()).append(' ').append(object.count())
                    .append(object.count() == 1 ? " record in " : " records in ")
                    .append(object.sizeBytes()).append(" data bytes\n");
        }
        if (added.size() >= MAX_LISTED) {
            text.append("  ...\n");
        }
        return text.toString();
    }

    /// Forgets what was not committed: bytes in packs that belong to nobody.
    @Override
    public void close() {
        lease.close();
    }
}
