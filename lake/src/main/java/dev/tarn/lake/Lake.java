package dev.tarn.lake;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.remote.RemoteLake;
import dev.tarn.model.ConflictException;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.SortKey;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import dev.tarn.query.QueryException;
import dev.tarn.query.QueryOptions;
import dev.tarn.query.Results;
import dev.tarn.query.parse.QueryText;
import dev.tarn.query.plan.Description;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A lake: pools that values are loaded into and queried from. May be used by any number of threads.
///
/// Lists of pools, branches, commits and objects are queries too: `from :pools`, `from 'p'@'main':log`.
public interface Lake extends AutoCloseable {
    /// Opens the lake in a folder. Other processes of this host may have it open too.
    ///
    /// @throws NotFoundException if there is none
    /// @throws dev.tarn.model.UnsupportedException if the folder lies on a network file system, the lake is open in another
    ///     PID namespace, or it was written by a version of Tarn that this one does not know
    /// @throws dev.tarn.model.CorruptException if the catalog is damaged
    static Lake open(Path folder) {
        return new LocalLake(folder, Catalog.open(folder));
    }

    /// Makes a lake in a folder, which is made, for its owner alone, if it does not exist.
    ///
    /// @throws ConflictException if there is one already
    /// @throws dev.tarn.model.UnsupportedException if the folder lies on a network file system
    static Lake create(Path folder) {
        return new LocalLake(folder, Catalog.create(folder, LocalLoad.now()));
    }

    /// Returns whether there is a lake in a folder, without opening it.
    static boolean exists(Path folder) {
        return Catalog.exists(folder);
    }

    /// Returns the lake behind a service, such as `http://localhost:9867`. Nothing is sent yet.
    static Lake connect(URI service) {
        return RemoteLake.connect(service);
    }

    /// Returns where the lake is: the path of its folder, or the address of its service.
    String location();

    /// Makes a pool with a branch `main`.
    ///
    /// @throws ConflictException if there is one of that name
    default PoolInfo createPool(String name, SortKey key) {
        return createPool(name, PoolSettings.of(key));
    }

    /// Makes a pool with a branch `main`.
    ///
    /// @throws ConflictException if there is one of that name
    /// @throws dev.tarn.model.InputException if the name is empty or `HEAD`
    PoolInfo createPool(String name, PoolSettings settings);

    /// Returns all pools, by name.
    List<PoolInfo> pools();

    /// Returns the pool of the name or id.
    ///
    /// @throws NotFoundException if there is none
    PoolInfo pool(String nameOrId);

    /// Gives a pool another name.
    ///
    /// @throws NotFoundException if there is no such pool
    /// @throws ConflictException if there is one of the new name
    void renamePool(String nameOrId, String newName);

    /// Removes a pool with all its branches, commits and objects.
    ///
    /// @throws NotFoundException if there is no such pool
    void dropPool(String nameOrId);

    /// Returns the branches of a pool, by name.
    ///
    /// @throws NotFoundException if there is no such pool
    List<BranchInfo> branches(String pool);

    /// Returns a branch of a pool.
    ///
    /// @throws NotFoundException if there is no such pool or branch
    BranchInfo branch(String pool, String branch);

    /// Makes a branch that begins at a commit, or at a branch's tip.
    ///
    /// @param revision the id of a commit or the name of a branch
    /// @throws ConflictException if there is one of that name
    /// @throws NotFoundException if there is no such pool or revision
    BranchInfo createBranch(String pool, String name, String revision);

    /// Removes a branch; its commits stay reachable by their ids.
    ///
    /// @throws NotFoundException if there is no such pool or branch
    void removeBranch(String pool, String branch);

    /// Loads values into a branch as one commit, which is durable when this returns.
    ///
    /// @throws NotFoundException if there is no such pool or branch
    /// @throws dev.tarn.model.InputException if the values cannot be read, or there are none; nothing is committed
    CommitReceipt load(Head target, Source values, CommitMessage message);

    /// Starts a query.
    ///
    /// @throws QueryException if it is wrong
    default Results query(String text) {
        return query(QueryText.of(text), Optional.empty(), QueryOptions.defaults());
    }

    /// Starts a query.
    ///
    /// @param head what the query reads if it does not say where from
    /// @throws QueryException if it is wrong
    Results query(QueryText text, Optional<Head> head, QueryOptions options);

    /// Returns how a query would be run, as text.
    ///
    /// @param head what the query reads if it does not say where from
    /// @throws QueryException if the query is wrong
    /// @throws dev.tarn.model.UnsupportedException if the lake is a service, which does not tell
    default String explain(QueryText text, Optional<Head> head, QueryOptions options) {
        throw new UnsupportedException("explain: a service does not tell how it runs a query");
    }

    /// Returns what a query would read, and how the values of its answer would be grouped and sorted.
    ///
    /// @param head what the query reads if it does not say where from
    /// @throws QueryException if the query is wrong
    /// @throws NotFoundException if neither the query nor the head says what it reads
    /// @throws dev.tarn.model.UnsupportedException if the lake is a service
    default Description describe(QueryText text, Optional<Head> head) {
        throw new UnsupportedException("describe: ask the service itself, at /query/describe");
    }

    /// Closes the lake; queries that still run are cancelled.
    @Override
    void close();
}
