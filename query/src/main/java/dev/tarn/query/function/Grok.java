package dev.tarn.query.function;

import dev.tarn.model.InputException;
import dev.tarn.model.Value;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.BodyWriter;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the fields of a grok pattern match in a string, as a record; more patterns can be defined in a third argument.
final class Grok implements BuiltIn {
    private static final int MAX_KNOWN = 1000;
    private static final Signature SIGNATURE = Signature.of("grok", Argument.ANY, Argument.ANY, Argument.ANY).withOptional(1);

    private final Map<String, GrokPatterns> patterns = new HashMap<>();
    private final Map<List<String>, GrokPatterns.Compiled> compiled = new HashMap<>();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        if (types.size() == 3 && types.get(2).under() != PrimitiveType.STRING) {
            return new Kernel.Reject("grok(): definitions argument must be a string", 2);
        }
        if (types.get(0).under() != PrimitiveType.STRING) {
            return new Kernel.Reject("grok(): pattern argument must be a string", 0);
        }
        return types.get(1).under() == PrimitiveType.STRING
                ? new Kernel.PerRow(RecordType.EMPTY, this::parse)
                : new Kernel.Reject("grok(): input argument must be a string", 1);
    }

    private Value parse(Value[] arguments) {
        String definitions = arguments.length == 3 ? arguments[2].asString() : "";
        GrokPatterns known;
        try {
            known = patterns(definitions);
        } catch (InputException e) {
            return ErrorValues.on("grok(): " + e.getMessage(), arguments[2]);
        }
        GrokPatterns.Compiled pattern;
        try {
            pattern = pattern(known, definitions, arguments[0].asString());
        } catch (InputException e) {
            return ErrorValues.on("grok(): " + e.getMessage(), arguments[0]);
        }
        var matches = pattern.match(arguments[1].asString());
        return matches.isEmpty()
                ? ErrorValues.on("grok(): value does not match pattern", arguments[1])
                : record(matches);
    }

    private GrokPatterns patterns(String definitions) {
        var known = patterns.get(definitions);
        if (known == null) {
            if (patterns.size() >= MAX_KNOWN) {
                patterns.clear();
            }
            known = new GrokPatterns(definitions);
            patterns.put(definitions, known);
        }
        return known;
    }

    private GrokPatterns.Compiled pattern(GrokPatterns known, String definitions, String text) {
        var key = List.of(definitions, text);
        var pattern = compiled.get(key);
        if (pattern == null) {
            if (compiled.size() >= MAX_KNOWN) {
                compiled.clear();
            }
            pattern = known.compile(text);
            compiled.put(key, pattern);
        }
        return pattern;
    }

    private static Value record(Map<String, String> matches) {
        var fields = new ArrayList<Field>();
        var out = new BodyWriter();
        matches.forEach((name, match) -> {
            fields.add(new Field(name, PrimitiveType.STRING));
            out.put(Value.ofString(match));
        });
        return out.build(new RecordType(fields));
    }
}
