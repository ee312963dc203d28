package dev.tarn.query.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tarn.model.Value;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.Type;
import dev.tarn.model.vector.BytesVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Argument;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.ValueCollector;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A string where every match of a regular expression is replaced; `$1` and `${name}` stand for what groups match.
final class RegexpReplace implements BuiltIn {
    private static final Signature SIGNATURE = Signature.of("regexp_replace", Argument.ANY, Argument.ANY, Argument.ANY);

    private final Patterns patterns = new Patterns();
    // What the memo is of.
    private Pattern remembered = Pattern.compile("");
    private String rememberedTemplate = "";
    private BytesMemo memo = new BytesMemo();

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Kernel bind(List<Type> types) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).under() != PrimitiveType.STRING) {
                return new Kernel.Reject("regexp_replace: string arg required", i);
            }
        }
        return new Kernel.Whole(this::replace);
    }

    private Vector replace(Columns in) {
        var texts = in.bytes(0);
        if (!in.isConstant(1) || !in.isConstant(2) || !texts.validity().isAll()) {
            var out = new ValueCollector();
            for (int row = 0; row < in.length(); row++) {
                out.append(replace(new Value[] {in.value(0, row), in.value(1, row), in.value(2, row)}));
            }
            return out.build();
        }
        try {
            return replace(texts, patterns.get(in.constant(1).asString()), in.constant(2).asString());
        } catch (PatternSyntaxException e) {
            return new Constant(ErrorValues.of("regexp_replace: " + e.getMessage()).toVector(), in.length());
        }
    }

    private Vector replace(BytesVector texts, Pattern pattern, String template) {
        if (!pattern.equals(remembered) || !template.equals(rememberedTemplate)) {
            memo = new BytesMemo();
            remembered = pattern;
            rememberedTemplate = template;
        }
        // The result is of the type string whatever the names of the text's type are.
        return memo.results(texts.withType(PrimitiveType.STRING),
                row -> replace(texts.string(row), pattern, template).getBytes(StandardCharsets.UTF_8));
    }

    private Value replace(Value[] arguments) {
        if (arguments[0].isNull()) {
            return Value.ofNull(PrimitiveType.NULL);
        }
        if (arguments[1].isNull() || arguments[2].isNull()) {
            return ErrorValues.of("regexp_replace: 2nd and 3rd args cannot be null");
        }
        try {
            var pattern = patterns.get(arguments[1].asString());
            return Value.ofString(replace(arguments[0].asString(), pattern, arguments[2].asString()));
        } catch (PatternSyntaxException e) {
            return ErrorValues.of("regexp_replace: " + e.getMessage());
        }
    }

    private static String replace(String text, Pattern pattern, String template) {
        var matcher = pattern.matcher(text);
        var out = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            out.append(text, end, matcher.start());
            expand(template, pattern, matcher, out);
            end = matcher.end();
        }
        return out.append(text, end, text.length()).toString();
    }

    private static void expand(String template, Pattern pattern, Matcher matcher, StringBuilder out) {
        for (int at = 0; at < template.length(); at++) {
            char c = template.charAt(at);
            if (c != '$' || at + 1 == template.length()) {
                out.append(c);
            } else if (template.charAt(at + 1) == '$') {
                out.append('$');
                at++;
            } else {
                boolean braced = template.charAt(at + 1) == '{';
                int from = at + (braced ? 2 : 1);
                int to = from;
                while (to < template.length() && isNamePart(template.charAt(to))) {
                    to++;
                }
                boolean closed = !braced || to < template.length() && template.charAt(to) == '}';
                if (to == from || !closed) {
                    out.append('$');
                } else {
                    out.append(group(template.substring(from, to), pattern, matcher));
                    at = braced ? to : to - 1;
                }
            }
        }
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /// Returns what the group with a number or name matched; nothing if there is no such group.
    private static String group(String name, Pattern pattern, Matcher matcher) {
        String matched = null;
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
            matched = number <= matcher.groupCount() ? matcher.group(number) : null;
        } else if (pattern.namedGroups().containsKey(name)) {
            matched = matcher.group(name);
        }
        return matched == null ? "" : matched;
    }
}
