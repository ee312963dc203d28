package dev.tarn.query.function;

import dev.tarn.model.Value;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.NamedType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeValue;
import dev.tarn.model.type.UnionType;
import dev.tarn.model.vector.ArrayVector;
import dev.tarn.model.vector.Constant;
import dev.tarn.model.vector.ErrorVector;
import dev.tarn.model.vector.FlatVector;
import dev.tarn.model.vector.Mixed;
import dev.tarn.model.vector.MixedAssembly;
import dev.tarn.model.vector.RecordVector;
import dev.tarn.model.vector.TypedVector;
import dev.tarn.model.vector.UnionVector;
import dev.tarn.model.vector.Validity;
import dev.tarn.model.vector.Vector;
import dev.tarn.query.expression.Columns;
import dev.tarn.query.expression.Containers;
import dev.tarn.query.expression.ErrorValues;
import dev.tarn.query.expression.Evaluator;
import dev.tarn.query.expression.FieldAccess;
import dev.tarn.query.expression.Kernel;
import dev.tarn.query.expression.TypeCombinations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// Shapes columns like a type: what `cast`, `crop`, `fill`, `fit`, `order` and `shape` have in common.
final class Shaper {
    // What is known is forgotten when it has so many fields.
    private static final int MAX_KNOWN_FIELDS = 1 << 20;

    private final Set<ShapePlan.Transform> transforms;
    private final ShapePlan plan;
    private final Map<Type, Map<Type, ShapeStep>> steps = new HashMap<>();
    private int knownFields;
    private byte[] lastEncoded = new byte[0];
    private Type lastDecoded = PrimitiveType.NULL;

    Shaper(Set<ShapePlan.Transform> transforms) {
        this.transforms = transforms;
        this.plan = new ShapePlan(transforms);
    }

    private boolean onlyCasts() {
        return transforms.equals(Set.of(ShapePlan.Transform.CAST));
    }

    /// Returns how to shape the first argument like the second, which is a type as a value or, for a cast, a name.
    Kernel bind(List<Type> types) {
        var second = types.get(1).under();
        if (second == PrimitiveType.TYPE) {
            return new Kernel.Whole(this::shape);
        }
        if (second == PrimitiveType.STRING && onlyCasts()) {
            return types.getFirst().isError() ? new Kernel.Same(0) : new Kernel.Whole(Shaper::name);
        }
        return new Kernel.Reject("shaper type argument is not a type", 1);
    }

    private Vector shape(Columns in) {
        return byValue(in, this::shape);
    }

    /// Returns what becomes of the first argument's values for each value of the second.
    private static Vector byValue(Columns in, BiFunction<TypedVector, Value, Vector> shaping) {
        if (in.isConstant(1)) {
            return shaping.apply(in.column(0), in.constant(1));
        }
        var assembly = new MixedAssembly(in.length());
        rowsByValue(in).forEach((value, rows) -> {
            var values = rows.length == in.length() ? in.column(0) : in.column(0).select(rows);
            assembly.put(shaping.apply(values, value), rows);
        });
        return assembly.build();
    }

    private Vector shape(TypedVector values, Value type) {
        if (type.isNull()) {
            return new Constant(ErrorValues.of("bad type value encoding").toVector(), values.length());
        }
        return values.type().isError() ? values : shape(values, decoded(type.asBytes()));
    }

    /// Returns the type of a value; mostly it is the same for all.
    private Type decoded(byte[] type) {
        if (!Arrays.equals(type, lastEncoded)) {
            lastDecoded = TypeValue.decode(type);
            lastEncoded = type;
        }
        return lastDecoded;
    }

    private static Map<Value, int[]> rowsByValue(Columns in) {
        var rows = new LinkedHashMap<Value, List<Integer>>();
        for (int row = 0; row < in.length(); row++) {
            rows.computeIfAbsent(in.value(1, row), _ -> new ArrayList<>()).add(row);
        }
        var arrays = new LinkedHashMap<Value, int[]>();
        rows.forEach((value, list) -> arrays.put(value, list.stream().mapToInt(Integer::intValue).toArray()));
        return arrays;
    }

    private static int[] rows(int length) {
        var rows = new int[length];
        Arrays.setAll(rows, row -> row);
        return rows;
    }

    private static Vector name(Columns in) {
        return byValue(in, (values, value) -> {
            var name = value.asString();
            return PrimitiveType.ofName(name).isPresent()
                    ? ErrorVector.ofString("bad type name \"" + name + "\": primitive type name", values.length())
                    : named(values, name);
        });
    }

    private static TypedVector named(TypedVector values, String name) {
        return values.withType(new NamedType(name, values.type().under()));
    }

    private Vector shape(TypedVector values, Type wanted) {
        if (onlyCasts() && wanted.under() instanceof PrimitiveType primitive && primitive != PrimitiveType.NULL) {
            boolean castAsWhole = !(values.type().under() instanceof UnionType) && values.type().under() != PrimitiveType.NULL;
            if (castAsWhole && !values.type().under().equals(primitive)) {
                return run(new ShapeStep.Cast(wanted), values);
            }
        }
        if (knownFields > MAX_KNOWN_FIELDS) {
            steps.clear();
            knownFields = 0;
        }
        var step = steps.computeIfAbsent(wanted, _ -> new HashMap<>()).computeIfAbsent(values.type(), type -> step(type, wanted));
        return run(step, values, wanted);
    }

    private ShapeStep step(Type in, Type wanted) {
        if (in.under().equals(wanted.under())) {
            return new ShapeStep.Copy(wanted);
        }
        var step = plan.plan(in, wanted);
        knownFields += step instanceof ShapeStep.Fields record ? record.fields().size() : 1;
        return step;
    }

    /// Converts a column; nulls in it become null of a type.
    static Vector run(ShapeStep step, TypedVector values, Type ofNull) {
        var nulls = nullRows(values);
        if (nulls.length == 0) {
            return run(step, values);
        }
        if (nulls.length == values.length()) {
            return Constant.nulls(ofNull, nulls.length);
        }
        var others = without(nulls, values.length());
        var assembly = new MixedAssembly(values.length());
        assembly.put(run(step, values.select(others)), others);
        assembly.put(Constant.nulls(ofNull, nulls.length), nulls);
        return assembly.build();
    }

    private static int[] nullRows(TypedVector values) {
        if (values instanceof FlatVector flat && flat.validity().isAll()) {
            return new int[0];
        }
        var rows = new int[values.length()];
        int count = 0;
        for (int row = 0; row < rows.length; row++) {
            rows[count] = row;
            count += values.isNull(row) ? 1 : 0;
        }
        return Arrays.copyOf(rows, count);
    }

    private static int[] without(int[] rows, int length) {
        var marked = new boolean[length];
        for (int row : rows) {
            marked[row] = true;
        }
        return Arrays.stream(rows(length)).filter(row -> !marked[row]).toArray();
    }

    private static Vector runPart(ShapeStep step, TypedVector values) {
        return run(step, values, step.target());
    }

    /// Converts a column without nulls.
    private static Vector run(ShapeStep step, TypedVector values) {
        return switch (step) {
            case ShapeStep.Null(var target) -> Constant.nulls(target, values.length());
            case ShapeStep.Copy(var target) -> values.withType(target);
            case ShapeStep.Cast(var target) ->
                retyped(Evaluator.call(new PrimitiveCast((PrimitiveType) target.under()), values), target);
            case ShapeStep.FromUnion fromUnion -> fromUnion((UnionVector) values.flat(), fromUnion);
            case ShapeStep.ToUnion(var target, var tag) -> toUnion(values, target, tag);
            case ShapeStep.Elements elements -> elements((ArrayVector) values.flat(), elements);
            case ShapeStep.Fields fields -> fields(values, fields);
            case ShapeStep.Impossible(_, var message) -> ErrorVector.ofString(message, values.length());
        };
    }

    /// Gives the values of the wanted type the name it has.
    private static Vector retyped(Vector values, Type target) {
        return switch (values) {
            case TypedVector typed -> retyped(typed, target);
            case Mixed mixed ->
                Mixed.of(mixed.tags(), mixed.parts().stream().map(part -> retyped(part, target)).toList());
        };
    }

    private static TypedVector retyped(TypedVector values, Type target) {
        return values.type().under().equals(target.under()) ? values.withType(target) : values;
    }

    private static Vector fromUnion(UnionVector unions, ShapeStep.FromUnion step) {
        var assembly = new MixedAssembly(unions.length());
        int[][] rowsOfMembers = rowsOfMembers(unions);
        for (int tag = 0; tag < rowsOfMembers.length; tag++) {
            int[] rows = rowsOfMembers[tag];
            if (rows.length > 0) {
                int[] slots = Arrays.stream(rows).map(row -> unions.slots()[row]).toArray();
                assembly.put(runPart(step.members().get(tag), unions.members().get(tag).select(slots)), rows);
            }
        }
        return assembly.build();
    }

    private static int[][] rowsOfMembers(UnionVector unions) {
        var counts = new int[unions.members().size()];
        for (int row = 0; row < unions.length(); row++) {
            counts[unions.tags()[row]]++;
        }
        var rows = new int[counts.length][];
        Arrays.setAll(rows, tag -> new int[counts[tag]]);
        for (int row = unions.length() - 1; row >= 0; row--) {
            int tag = unions.tags()[row];
            rows[tag][--counts[tag]] = row;
        }
        return rows;
    }

    private static Vector toUnion(TypedVector values, Type target, int tag) {
        var types = ((UnionType) target.under()).members();
        var members = new ArrayList<TypedVector>(types.size());
        for (int i = 0; i < types.size(); i++) {
            members.add(i == tag ? values.withType(types.get(i)) : Constant.nulls(types.get(i), 0));
        }
        var tags = new int[values.length()];
        Arrays.fill(tags, tag);
        return new UnionVector(target, tags, rows(tags.length), members, tags.length, Validity.ALL);
    }

    private static Vector elements(ArrayVector arrays, ShapeStep.Elements step) {
        int[] offsets = Arrays.copyOf(arrays.offsets(), arrays.length() + 1);
        var elements = offsets[arrays.length()] == arrays.elements().length()
                ? arrays.elements()
                : arrays.elements().select(rows(offsets[arrays.length()]));
        var target = step.target();
        var maker = new Containers.ListMaker(target.under() instanceof SetType, target, natural -> {
            var element = ArrayVector.elementType(natural).under();
            return element.equals(ArrayVector.elementType(target).under()) ? target : natural;
        });
        return Containers.lists(runPart(step.element(), elements), offsets, maker);
    }

    private static Vector fields(TypedVector records, ShapeStep.Fields step) {
        var columns = new Vector[step.fields().size()];
        var nulls = new HashMap<Type, Vector>();
        for (int i = 0; i < columns.length; i++) {
            var field = step.fields().get(i);
            columns[i] = field.from() < 0
                    ? nulls.computeIfAbsent(field.step().target(), type -> Constant.nulls(type, records.length()))
                    : runPart(field.step(), FieldAccess.column(records, field.from()));
        }
        return TypeCombinations.apply(columns, records.length(), (typed, length) -> record(typed, length, step.target()));
    }

    private static RecordVector record(TypedVector[] columns, int length, Type target) {
        var wanted = ((RecordType) target.under()).fields();
        var fields = new ArrayList<Field>(columns.length);
        for (int i = 0; i < columns.length; i++) {
            var field = wanted.get(i);
            columns[i] = retyped(columns[i], field.type());
            fields.add(columns[i].type().equals(field.type()) ? field : new Field(field.name(), columns[i].type()));
        }
        var type = fields.equals(wanted) ? target : new RecordType(fields);
        return new RecordVector(type, List.of(columns), length, Validity.ALL);
    }
}
