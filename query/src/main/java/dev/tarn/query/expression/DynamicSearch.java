package dev.tarn.query.expression;

import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `grep(a, b)` where a is no constant: a search for a text of its own in each row.
final class DynamicSearch implements Function {
    private static final int MAX_KNOWN = 1000;

    private final Map<String, SearchFunction> searches = new HashMap<>();

    @Override
    public Argument argument(int position) {
        return Argument.ANY;
    }

    @Override
    public Kernel bind(List<Type> types) {
        return types.getFirst().under() == PrimitiveType.STRING
                ? new Kernel.PerRow(PrimitiveType.BOOL, arguments -> search(arguments[0].asString(), arguments[1]))
                : new Kernel.Reject("grep(): pattern argument must be a string", 0);
    }

    private Value search(String text, Value value) {
        if (searches.size() > MAX_KNOWN) {
            searches.clear();
        }
        var search = searches.computeIfAbsent(text, key -> SearchFunction.of(new SearchPattern.Text(key)));
        return Value.of(Evaluator.call(search, value.toVector()), 0);
    }
}
