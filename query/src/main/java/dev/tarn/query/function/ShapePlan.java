package dev.tarn.query.function;

import dev.tarn.model.type.ArrayType;
import dev.tarn.model.type.EnumType;
import dev.tarn.model.type.ErrorType;
import dev.tarn.model.type.Field;
import dev.tarn.model.type.MapType;
import dev.tarn.model.type.PrimitiveType;
import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.SetType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeText;
import dev.tarn.model.type.UnionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out how values of one type are shaped like another: what type they get, and by which steps.
final class ShapePlan {
    /// What shaping does to values.
    enum Transform {
        /// Primitive values take the type that is wanted.
        CAST,
        /// Fields that are not wanted go.
        CROP,
        /// Fields that are wanted and not there come, as null.
        FILL,
        /// Fields take the order that is wanted; others follow by name.
        ORDER
    }

    /// Says why a type cannot be shaped; never leaves this class.
    private static final class Unshapable extends Exception {
        Unshapable(String message) {
            super(message);
        }
    }

    private final Set<Transform> transforms;
    // One step for all fields of a type that are not there: of thousands of types each may lack thousands of fields.
    private final Map<Type, ShapeStep.FieldStep> absent = new HashMap<>();

    ShapePlan(Set<Transform> transforms) {
        this.transforms = EnumSet.copyOf(transforms);
    }

    private boolean casts() {
        return transforms.contains(Transform.CAST);
    }

    /// Returns how values of the type `in` are shaped like `wanted`.
    ShapeStep plan(Type in, Type wanted) {
        try {
            return step(in, target(in, wanted));
        } catch (Unshapable e) {
            return new ShapeStep.Impossible(wanted, e.getMessage());
        }
    }

    static boolean isPrimitive(Type under) {
        return under instanceof PrimitiveType || under instanceof EnumType || under instanceof ErrorType;
    }

    private static boolean canCastTo(Type under) {
        return under instanceof PrimitiveType && under != PrimitiveType.NULL;
    }

    private Type target(Type in, Type out) throws Unshapable {
        var inUnder = in.under();
        var outUnder = out.under();
        if (!casts() && inUnder.equals(outUnder)) {
            return in;
        }
        if (casts()) {
            var cast = castTarget(in, out);
            if (cast.isPresent()) {
                return cast.get();
            }
        }
        if (inUnder instanceof RecordType inRecord && outUnder instanceof RecordType outRecord) {
            return recordTarget(in, inRecord, out, outRecord);
        }
        var inElement = element(inUnder);
        var outElement = element(outUnder);
        boolean sameKind = inUnder instanceof ArrayType == outUnder instanceof ArrayType;
        if (inElement.isPresent() && outElement.isPresent() && (casts() || sameKind)) {
            var target = target(inElement.get(), outElement.get());
            if (target.equals(casts() ? outElement.get() : inElement.get())) {
                return casts() ? out : in;
            }
            return outUnder instanceof ArrayType ? new ArrayType(target) : new SetType(target);
        }
        return in;
    }

    private Optional<Type> castTarget(Type in, Type out) throws Unshapable {
        var inUnder = in.under();
        var outUnder = out.under();
        if (inUnder.equals(outUnder) || inUnder == PrimitiveType.NULL) {
            return Optional.of(out);
        }
        if (outUnder instanceof MapType) {
            throw new Unshapable("cannot yet use maps in shaping functions (issue #2894)");
        }
        if (isPrimitive(inUnder) && isPrimitive(outUnder)) {
            if (!canCastTo(outUnder)) {
                throw new Unshapable("cast to " + TypeText.of(out) + " not implemented");
            }
            return Optional.of(out);
        }
        if (inUnder instanceof UnionType union) {
            for (var member : union.members()) {
                try {
                    target(member, out);
                } catch (Unshapable _) {
                    throw new Unshapable("cannot cast union " + TypeText.quote(TypeText.of(union)) + " to "
                            + TypeText.quote(TypeText.of(out)) + " due to " + TypeText.quote(TypeText.of(member)));
                }
            }
            return Optional.of(out);
        }
        return bestTag(in, outUnder) >= 0 ? Optional.of(out) : Optional.empty();
    }

    private static Optional<Type> element(Type under) {
        return switch (under) {
            case ArrayType array -> Optional.of(array.element());
            case SetType set -> Optional.of(set.element());
            default -> Optional.empty();
        };
    }

    private Type recordTarget(Type in, RecordType inRecord, Type out, RecordType outRecord) throws Unshapable {
        var fields = transforms.contains(Transform.ORDER)
                ? orderedFields(inRecord, outRecord)
                : fieldsInPlace(inRecord, outRecord);
        if (fields.equals((casts() ? outRecord : inRecord).fields())) {
            return casts() ? out : in;
        }
        return new RecordType(fields);
    }

    private List<Field> orderedFields(RecordType in, RecordType out) throws Unshapable {
        var fields = new ArrayList<Field>();
        for (var wanted : out.fields()) {
            int position = in.indexOf(wanted.name());
            if (position >= 0) {
                fields.add(new Field(wanted.name(), target(in.field(position).type(), wanted.type())));
            } else if (transforms.contains(Transform.FILL)) {
                fields.add(wanted);
            }
        }
        if (!transforms.contains(Transform.CROP)) {
            in.fields().stream()
                    .filter(field -> out.indexOf(field.name()) < 0)
                    .sorted(Comparator.comparing(Field::name))
                    .forEach(fields::add);
        }
        return fields;
    }

    private List<Field> fieldsInPlace(RecordType in, RecordType out) throws Unshapable {
        var fields = new ArrayList<Field>();
        for (var field : in.fields()) {
            int position = out.indexOf(field.name());
            if (position >= 0) {
                fields.add(new Field(field.name(), target(field.type(), out.field(position).type())));
            } else if (!transforms.contains(Transform.CROP)) {
                fields.add(field);
            }
        }
        if (transforms.contains(Transform.FILL)) {
            out.fields().stream().filter(field -> in.indexOf(field.name()) < 0).forEach(fields::add);
        }
        return fields;
    }

    /// Returns the tag of the member of a union that suits a type best: the type itself, what is under its names, or
    /// something else with the same under its names; -1 if there is none.
    private static int bestTag(Type in, Type out) {
        if (!(out.under() instanceof UnionType union)) {
            return -1;
        }
        int exact = union.tagOf(in);
        if (exact >= 0) {
            return exact;
        }
        int under = union.tagOf(in.under());
        if (under >= 0) {
            return under;
        }
        for (int tag = 0; tag < union.members().size(); tag++) {
            if (union.members().get(tag).under().equals(in.under())) {
                return tag;
            }
        }
        return -1;
    }

    private ShapeStep step(Type in, Type out) throws Unshapable {
        var inUnder = in.under();
        var outUnder = out.under();
        if (inUnder == PrimitiveType.NULL) {
            return new ShapeStep.Null(out);
        }
        if (inUnder.equals(outUnder)) {
            return new ShapeStep.Copy(out);
        }
        if (inUnder instanceof RecordType inRecord && outUnder instanceof RecordType outRecord) {
            return recordStep(inRecord, out, outRecord);
        }
        if (isPrimitive(inUnder) && canCastTo(outUnder)) {
            return new ShapeStep.Cast(out);
        }
        var inElement = element(inUnder);
        var outElement = element(outUnder);
        if (inElement.isPresent() && outElement.isPresent()) {
            return new ShapeStep.Elements(out, step(inElement.get(), outElement.get()));
        }
        if (inUnder instanceof UnionType union) {
            var members = memberSteps(union, out);
            if (members.isPresent()) {
                return new ShapeStep.FromUnion(out, members.get());
            }
        }
        int tag = bestTag(in, out);
        if (tag >= 0) {
            return new ShapeStep.ToUnion(out, tag);
        }
        throw new Unshapable(
                "createStep: incompatible types " + TypeText.of(in) + " and " + TypeText.of(out));
    }

    private Optional<List<ShapeStep>> memberSteps(UnionType union, Type out) {
        var steps = new ArrayList<ShapeStep>();
        try {
            for (var member : union.members()) {
                steps.add(step(member, out));
            }
        } catch (Unshapable _) {
            // Then the union as a whole may be a member of the one that is wanted.
            return Optional.empty();
        }
        return Optional.of(steps);
    }

    private ShapeStep recordStep(RecordType in, Type out, RecordType outRecord) throws Unshapable {
        var fields = new ArrayList<ShapeStep.FieldStep>();
        for (var field : outRecord.fields()) {
            int from = in.indexOf(field.name());
            fields.add(from < 0
                    ? absent.computeIfAbsent(field.type(), type -> new ShapeStep.FieldStep(-1, new ShapeStep.Null(type)))
                    : new ShapeStep.FieldStep(from, step(in.field(from).type(), field.type())));
        }
        return new ShapeStep.Fields(out, fields);
    }
}
