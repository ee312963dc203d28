package dev.tarn.lake;

import dev.tarn.lake.catalog.Branch;
import dev.tarn.lake.catalog.CatalogView;
import dev.tarn.lake.catalog.Commit;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.model.NotFoundException;
import java.util.Optional;

/// A state of a pool: one of its commits, or the one before the first.
///
/// @param pool the pool
/// @param commit the commit, [Id#NIL] for none
record Revision(Pool pool, Id commit) {
    /// Finds a pool by its name or its identifier.
    ///
    /// @throws NotFoundException if there is none
    static Pool pool(CatalogView view, String nameOrId) {
        return view.pool(nameOrId).or(() -> Id.parse(nameOrId).flatMap(view::pool))
                .orElseThrow(() -> new NotFoundException(nameOrId + ": pool not found"));
    }

    /// Finds a branch by its name.
    ///
    /// @throws NotFoundException if there is none
    static Branch branch(CatalogView view, Pool pool, String name) {
        return view.branch(pool, name).orElseThrow(() -> new NotFoundException("\"" + name + "\": branch not found"));
    }

    /// Finds what the name of a branch or the identifier of a commit stands for.
    ///
    /// @throws NotFoundException if it stands for nothing
    static Revision of(CatalogView view, Pool pool, String revision) {
        Optional<Commit> commit = Id.parse(revision).flatMap(id -> view.commit(pool, id));
        return new Revision(pool, commit.isPresent() ? commit.get().id() : branch(view, pool, revision).tip());
    }

    static Revision of(CatalogView view, String pool, String revision) {
        return of(view, pool(view, pool), revision);
    }
}
