package dev.tarn.lake;

import dev.tarn.lake.catalog.Branch;
import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.CatalogView;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.lake.object.Packs;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import dev.tarn.query.LoadTarget;
import dev.tarn.query.SourceName;
import java.util.List;
import java.util.Optional;

/// What the names in a query on a local lake refer to. Names are resolved to commits when they are looked up, so that a query
/// sees one state of each branch however long it runs.
///
/// @param catalog the catalog of the lake
/// @param packs the files of the lake
/// @param head what the query reads if it does not say where from
record LakeCatalog(Catalog catalog, Packs packs, Optional<SourceName.Pool> head) implements dev.tarn.query.Catalog {
    @Override
    public boolean isLake() {
        return true;
    }

    @Override
    public List<String> poolNames() {
        return catalog.read(CatalogView::pools).stream().map(Pool::name).toList();
    }

    @Override
    public Source source(SourceName name) {
        return switch (name) {
            case SourceName.Pool(String pool, Optional<String> revision) -> pool(pool, revision.orElse(Branch.MAIN));
            case SourceName.LakeMeta meta -> new MetaSources(catalog).of(meta);
            case SourceName.PoolMeta meta -> new MetaSources(catalog).of(meta);
            case SourceName.File file -> throw new UnsupportedException("file: a query on a lake cannot read " + file.path());
            case SourceName.Url url -> throw new UnsupportedException("get: a query on a lake cannot read " + url.url());
            case SourceName.Input _ -> throw new IllegalStateException("the input of a query has no name");
        };
    }

    private Source pool(String pool, String revision) {
        Revision at = catalog.read(view -> Revision.of(view, pool, revision));
        return new PoolSource(catalog, packs, at.pool(), at.commit());
    }

    @Override
    public LoadTarget loadTarget(String nameOrId) {
        Pool pool = catalog.read(view -> Revision.pool(view, nameOrId));
        return commit -> {
            String branch = commit.branch().orElse(Branch.MAIN);
            catalog.read(view -> Revision.branch(view, pool, branch));
            var message = new CommitMessage(commit.author().orElse(""), commit.message().orElse(""),
                    commit.meta().orElse(""));
            return new LocalLoad(catalog, packs, pool, branch, message);
        };
    }
}
