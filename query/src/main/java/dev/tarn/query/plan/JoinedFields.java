package dev.tarn.query.plan;

import dev.tarn.model.Path;
import dev.tarn.query.expression.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says from which side of a join a field of what comes out is.
final class JoinedFields {
    private final Step.Join join;
    private final List<Step> steps;
    private final int fork;

    /// @param steps the steps that the join is one of
    /// @param fork the place of the fork in front of it, which has two legs
    JoinedFields(Step.Join join, List<Step> steps, int fork) {
        this.join = join;
        this.steps = steps;
        this.fork = fork;
    }

    /// Returns the number of an added field's name: 1 for the name itself, n for `name_n`, which it has where the name is taken, and 0 for
    /// others.
    static int number(Path path, String name) {
        if (path.isThis()) {
            return 0;
        }
        String first = path.names().getFirst();
        if (first.equals(name)) {
            return 1;
        }
        if (!first.startsWith(name + "_")) {
            return 0;
        }
        String number = first.substring(name.length() + 1);
        return number.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(number) : 0;
    }

    /// Returns the condition for values of the kept side that is the same as one for what comes out; empty if it asks for more than fields
    /// of that side.
    Optional<Expr> beforeKept(Expr condition) {
        var paths = FieldsOf.expression(condition);
        boolean onlyKept = !paths.isEmpty() && FieldOrigins.isTraceable(condition)
                && paths.stream().noneMatch(path -> path.isThis() || isAdded(path));
        return onlyKept ? Optional.of(condition) : Optional.empty();
    }

    private boolean isAdded(Path path) {
        return join.assignments().stream().map(assignment -> assignment.target().path())
                .anyMatch(target -> target.isEmpty() || number(path, target.get().names().getFirst()) > 0);
    }

    /// Returns the condition for values of the other side that is the same as one for what comes out; empty if there is none.
    ///
    /// There is if nothing is kept that has no match, if the kept side is known to be records without fields of the names that are
    /// added, and if what is added cannot be quiet: the key is a field of it.
    Optional<Expr> beforeOther(Expr condition) {
        if (join.style() != Step.Join.Style.INNER) {
            return Optional.empty();
        }
        var names = names(keptSteps(join, steps, fork));
        if (names.isEmpty() || join.assignments().stream().anyMatch(assignment -> !isFieldOfKeyed(assignment, names.get()))) {
            return Optional.empty();
        }
        return FieldOrigins.ofAssignments(join.assignments()).traced(condition);
    }

    private boolean isFieldOfKeyed(Assignment assignment, Set<String> ofKept) {
        var target = assignment.target().path().filter(path -> path.names().size() == 1);
        var value = assignment.value().path();
        var key = join.otherKey().path();
        return target.isPresent() && value.isPresent() && key.isPresent()
                && !ofKept.contains(target.get().names().getFirst())
                && key.get().names().size() > value.get().names().size()
                && key.get().names().subList(0, value.get().names().size()).equals(value.get().names());
    }

    /// Returns the steps that values of the kept side go through.
    private static List<Step> keptSteps(Step.Join join, List<Step> steps, int fork) {
        var legs = ((Step.Fork) steps.get(fork)).legs();
        var leg = join.isSwapped() ? legs.getLast() : legs.getFirst();
        if (leg.hasSource()) {
            return leg.steps();
        }
        var all = new ArrayList<>(steps.subList(0, fork));
        all.addAll(leg.steps());
        return all;
    }

    /// Returns names among which those of the fields are that steps give, if they give nothing but records.
    private static Optional<Set<String>> names(List<Step> steps) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            switch (steps.get(i)) {
                case Step.Filter _, Step.Sort _, Step.Head _, Step.Tail _ -> { }
                case Step.Yield(var expressions) when expressions.size() == 1
                        && expressions.getFirst() instanceof Expr.MakeRecord(var items)
                        && items.stream().allMatch(Expr.RecordItem.Named.class::isInstance) -> {
                    Set<String> names = new HashSet<>();
                    items.forEach(item -> names.add(((Expr.RecordItem.Named) item).name()));
                    return Optional.of(names);
                }
                case Step.Join join -> {
                    return i > 0 && steps.get(i - 1) instanceof Step.Fork(var legs) && legs.size() == 2
                            ? namesOfJoin(join, steps, i - 1)
                            : Optional.empty();
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Set<String>> namesOfJoin(Step.Join join, List<Step> steps, int fork) {
        var names = names(keptSteps(join, steps, fork));
        if (names.isEmpty()) {
            return names;
        }
        Set<String> all = new HashSet<>(names.get());
        for (var assignment : join.assignments()) {
            var target = assignment.target().path();
            // Where the name is taken it is another, of which there are many.
            if (target.isEmpty() || !all.add(target.get().names().getFirst())) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }
}
