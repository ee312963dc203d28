package dev.tarn.server;

import dev.tarn.lake.Lake;
import dev.tarn.model.Path;
import dev.tarn.model.SortKey;
import dev.tarn.model.Value;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.zson.Zson;
import dev.tarn.query.SourceName;
import dev.tarn.query.plan.Description;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// A description of a query as the API answers it.
final class DescriptionValue {
    private static final String PATHS = "(=field.List)";
    private static final String NO_KEYS = "null(field.List=[field.Path=[string]])";
    private static final String NO_ORDER = "null(order.SortKeys=[order.SortKey={order:order.Which=string,key:field.Path=[string]}])";

    private DescriptionValue() {}

    /// Returns the value.
    ///
    /// @param inferred whether the query does not say itself what it reads
    static Value of(Description description, boolean inferred, Lake lake) {
        return Zson.parse("{sources:" + joined(description.sources().stream().map(source -> source(source, inferred, lake)).toList())
                + ",channels:" + joined(description.channels().stream().map(DescriptionValue::channel).toList()) + "}(=describe.Info)");
    }

    private static String joined(List<String> values) {
        return "[" + String.join(",", values) + "]";
    }

    private static String source(SourceName source, boolean inferred, Lake lake) {
        return switch (source) {
            case SourceName.Pool(String name, _) -> {
                var pool = lake.pool(name);
                yield "{kind:\"Pool\",name:" + TypeText.quote(pool.name()) + ",id:0x" + HexFormat.of().formatHex(pool.id().bytes()) + "(=ksuid.KSUID),inferred:" + inferred
                        + "}(=describe.Pool)";
            }
            case SourceName.LakeMeta(String meta) -> "{kind:\"LakeMeta\",meta:" + TypeText.quote(meta) + "}(=describe.LakeMeta)";
            case SourceName.File file -> path(file.path());
            case SourceName.Url url -> path(url.url());
            case SourceName.PoolMeta meta -> throw ApiException.invalid("what a pool says about itself is not described: " + meta.name() + ":" + meta.meta());
            case SourceName.Input _ -> throw new IllegalStateException("a lake has no input");
        };
    }

    private static String path(String uri) {
        return "{kind:\"Path\",uri:" + TypeText.quote(uri) + ",inferred:false}(=describe.Path)";
    }

    private static String channel(Description.Channel channel) {
        return "{name:" + TypeText.quote(channel.name()) + ",aggregation_keys:"
                + channel.aggregationKeys().map(DescriptionValue::keys).orElse(NO_KEYS) + ",sort:" + channel.order().map(DescriptionValue::order).orElse(NO_ORDER)
                + "}(=describe.Channel)";
    }

    private static String keys(List<Path> keys) {
        return keys.isEmpty() ? "[](field.List=[field.Path=[string]])" : joined(keys.stream().map(DescriptionValue::path).toList()) + PATHS;
    }

    private static String path(Path path) {
        return path.names().stream().map(TypeText::quote).collect(Collectors.joining(",", "[", "](=field.Path)"));
    }

    private static String order(SortKey key) {
        String direction = key.direction() == SortKey.Direction.ASCENDING ? "asc" : "desc";
        return "[{order:\"" + direction + "\"(=order.Which),key:" + path(key.path()) + "}(=order.SortKey)](=order.SortKeys)";
    }
}
