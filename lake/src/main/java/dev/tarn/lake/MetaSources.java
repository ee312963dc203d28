package dev.tarn.lake;

import dev.tarn.lake.catalog.Action;
import dev.tarn.lake.catalog.Branch;
import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.CatalogView;
import dev.tarn.lake.catalog.Commit;
import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.Pool;
import dev.tarn.lake.catalog.PrefixRange;
import dev.tarn.lake.object.KeyEncoding;
import dev.tarn.model.CorruptException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import dev.tarn.model.Value;
import dev.tarn.model.ValueOrder;
import dev.tarn.query.SourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What a lake says about itself: `from :pools`, `from logs:objects` and the like.
///
/// @param catalog the catalog of the lake
record MetaSources(Catalog catalog) {
    /// Returns a source about the lake.
    ///
    /// @throws NotFoundException if there is none of that name
    Source of(SourceName.LakeMeta name) {
        return switch (name.meta()) {
            case "pools" -> source(view -> view.pools().stream().map(LakeRecords::pool).toList());
            case "branches" -> source(view -> view.pools().stream().flatMap(pool -> branches(view, pool).stream()).toList());
            default -> throw new NotFoundException("unknown lake metadata type \"" + name.meta() + "\" in from operator");
        };
    }

    /// Returns a source about a pool or one of its commits, which are looked up now.
    ///
    /// @throws NotFoundException if there is none of that name
    Source of(SourceName.PoolMeta name) {
        Revision at = catalog.read(view -> Revision.of(view, name.name(), name.revision().orElse(Branch.MAIN)));
        Pool pool = at.pool();
        return switch (name.meta()) {
            case "branches" -> source(view -> branches(view, pool));
            case "objects" -> source(view -> objects(view, at).stream().map(LakeRecords::object).toList());
            case "partitions" -> source(view -> partitions(pool, objects(view, at)));
            case "log" -> source(view -> log(view, at));
            case "rawlog" -> source(view -> rawLog(view, at));
            // No object has a copy in columns.
            case "vectors" -> source(_ -> List.of());
            default -> throw new NotFoundException("unknown metadata type \"" + name.meta() + "\"");
        };
    }

    private Source source(Function<CatalogView, List<Value>> values) {
        return new ValuesSource(() -> catalog.read(values));
    }

    private static List<Value> branches(CatalogView view, Pool pool) {
        return view.branches(pool).stream().map(branch -> LakeRecords.branch(pool, branch)).toList();
    }

    private static List<DataObject> objects(CatalogView view, Revision at) {
        return view.objects(at.pool(), at.commit(), PrefixRange.ALL);
    }

    private static List<Value> log(CatalogView view, Revision at) {
        List<Value> log = new ArrayList<>();
        view.branches(at.pool()).forEach(branch -> log.add(LakeRecords.branchTip(branch)));
        view.history(at.pool(), at.commit()).forEach(commit -> log.add(LakeRecords.commit(commit)));
        return log;
    }

    private static List<Value> rawLog(CatalogView view, Revision at) {
        List<Value> log = new ArrayList<>();
        for (Commit commit : view.history(at.pool(), at.commit()).reversed()) {
            log.add(LakeRecords.rawCommit(commit));
            for (Action action : commit.actions()) {
                log.add(switch (action) {
                    case Action.Add(Id id) -> LakeRecords.add(commit, view.object(at.pool(), id).orElseThrow(
                            () -> new CorruptException("catalog: object " + id + " of pool " + at.pool().name()
                                    + " is missing")));
                    case Action.Delete(Id id) -> LakeRecords.delete(commit, id);
                });
            }
        }
        return log;
    }

    /// Returns the groups of objects that have keys in common.
    private static List<Value> partitions(Pool pool, List<DataObject> objects) {
        boolean descending = pool.key().direction() == SortKey.Direction.DESCENDING;
        List<Value> partitions = new ArrayList<>();
        List<DataObject> group = new ArrayList<>();
        Value minimum = null;
        Value maximum = null;
        for (DataObject object : objects) {
            Value least = KeyEncoding.decode(object.minimum().value());
            Value greatest = KeyEncoding.decode(object.maximum().value());
            boolean meets = !group.isEmpty()
                    && (descending ? ValueOrder.NULLS_LAST.compare(greatest, minimum) >= 0
                            : ValueOrder.NULLS_LAST.compare(least, maximum) <= 0);
            if (!meets && !group.isEmpty()) {
                partitions.add(LakeRecords.partition(minimum, maximum, group));
                group.clear();
            }
            minimum = group.isEmpty() || ValueOrder.NULLS_LAST.compare(least, minimum) < 0 ? least : minimum;
            maximum = group.isEmpty() || ValueOrder.NULLS_LAST.compare(greatest, maximum) > 0 ? greatest : maximum;
            group.add(object);
        }
        if (!group.isEmpty()) {
            partitions.add(LakeRecords.partition(minimum, maximum, group));
        }
        return partitions;
    }
}
