package dev.tarn.cli;

import dev.tarn.formats.Formats;
import dev.tarn.model.NotFoundException;
import dev.tarn.model.Source;
import dev.tarn.model.UnsupportedException;
import dev.tarn.query.Catalog;
import dev.tarn.query.LoadTarget;
import dev.tarn.query.SourceName;
import java.util.Optional;

/// What queries can read where there is no lake: files, URLs, and the files of the command line.
final class FileCatalog implements Catalog {
    private final Inputs inputs;
    private final Optional<Source> input;
    private boolean inputAskedFor;

    /// @param inputs finds files and URLs
    /// @param input what a query reads that does not say where from; empty for one null
    FileCatalog(Inputs inputs, Optional<Source> input) {
        this.inputs = inputs;
        this.input = input;
    }

    @Override
    public Optional<Source> input() {
        inputAskedFor = true;
        return input;
    }

    /// Returns whether a query was compiled that does not say where it reads from.
    boolean inputAskedFor() {
        return inputAskedFor;
    }

    @Override
    public Source source(SourceName name) {
        return switch (name) {
            case SourceName.File file -> inputs.source(file.path(), file.format().orElse(Formats.AUTO));
            case SourceName.Url url -> new NamedSource(url.url(), new HttpSource(
                new HttpSource.Request(url.url(), url.method().orElse("GET"), url.headers(), url.body()),
                url.format().orElse(Formats.AUTO), inputs.options()));
            case SourceName.Input _ -> throw new IllegalStateException("the input has no name");
            case SourceName.Pool _ -> throw new UnsupportedException("\"from pool\" cannot be used without a lake");
            case SourceName.LakeMeta _, SourceName.PoolMeta _ ->
                throw new UnsupportedException("a lake's metadata cannot be read without a lake");
        };
    }

    @Override
    public LoadTarget loadTarget(String pool) {
        throw new NotFoundException("\"load\" cannot be used without a lake");
    }
}
