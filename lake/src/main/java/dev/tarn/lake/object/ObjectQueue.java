package dev.tarn.lake.object;

import dev.tarn.lake.catalog.Catalog;
import dev.tarn.lake.catalog.DataObject;
import dev.tarn.lake.catalog.Id;
import dev.tarn.lake.catalog.ObjectSelection;
import dev.tarn.lake.catalog.Pool;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Objects to be scanned, in the order of their pool. They are fetched in portions that grow, so that who only wants the first
/// values does not wait for a list of thousands of objects. Used by one thread at a time.
public final class ObjectQueue {
    private static final int FIRST_PORTION = 64;
    private static final int MAX_PORTION = 8192;

    private final Deque<DataObject> fetched = new ArrayDeque<>();
    private final Function<ObjectSelection, List<DataObject>> source;
    private final KeyWindow window;
    private Optional<DataObject> last = Optional.empty();
    private int portion = FIRST_PORTION;
    private boolean complete;

    private ObjectQueue(Function<ObjectSelection, List<DataObject>> source, KeyWindow window) {
        this.source = source;
        this.window = window;
    }

    /// Returns the objects at a commit that may have keys in the window.
    public static ObjectQueue of(Catalog catalog, Pool pool, Id commit, KeyWindow window) {
        return new ObjectQueue(selection -> catalog.read(view -> view.objects(pool, commit, selection)), window);
    }

    /// Returns those of the given objects, which are in the order of their pool, that may have keys in the window.
    static ObjectQueue of(Collection<DataObject> objects, KeyWindow window) {
        var queue = new ObjectQueue(_ -> List.of(), window);
        queue.add(List.copyOf(objects));
        queue.complete = true;
        return queue;
    }

    private void add(List<DataObject> objects) {
        for (DataObject object : objects) {
            if (!window.excludes(object.minimum().prefix(), object.maximum().prefix())) {
                fetched.add(object);
            }
        }
    }

    /// Returns which keys are asked for.
    KeyWindow window() {
        return window;
    }

    /// Returns the next object without taking it; empty at the end.
    Optional<DataObject> peek() {
        while (fetched.isEmpty() && !complete) {
            List<DataObject> objects = source.apply(new ObjectSelection(window.prefixes(), last, portion));
            add(objects);
            complete = objects.size() < portion;
            last = objects.isEmpty() ? last : Optional.of(objects.getLast());
            portion = Math.min(portion * 2, MAX_PORTION);
        }
        return Optional.ofNullable(fetched.peek());
    }

    /// Takes the next object; empty at the end.
    Optional<DataObject> poll() {
        Optional<DataObject> next = peek();
        fetched.poll();
        return next;
    }
}
