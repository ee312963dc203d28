package dev.tarn.query.run;

import dev.tarn.query.Batch;
import dev.tarn.query.LoadTarget;
import java.util.Optional;

/// Loads values into a pool and gives the id of the commit; without values there is no commit.
final class LoadOperator extends CollectingOperator {
    private final LoadTarget target;
    private final LoadTarget.Commit commit;
    private Optional<LoadTarget.Load> load = Optional.empty();
    private Optional<Batch> result = Optional.empty();

    LoadOperator(LoadTarget target, LoadTarget.Commit commit) {
        this.target = target;
        this.commit = commit;
    }

    @Override
    void collect(Batch batch) {
        if (load.isEmpty()) {
            load = Optional.of(target.begin(commit));
        }
        load.get().write(batch.values());
    }

    @Override
    void complete() {
        result = load.map(begun -> Batch.of(begun.commit().toVector()));
    }

    @Override
    Optional<Batch> give(int maxRows) {
        var given = result;
        result = Optional.empty();
        return given;
    }

    @Override
    void clear() {
        close();
        load = Optional.empty();
        result = Optional.empty();
    }

    @Override
    public void close() {
        load.ifPresent(LoadTarget.Load::close);
    }
}
