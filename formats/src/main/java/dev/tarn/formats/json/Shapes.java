package dev.tarn.formats.json;

import dev.tarn.model.type.RecordType;
import dev.tarn.model.type.Type;
import dev.tarn.model.type.TypeTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The shapes of the objects seen so far: which keys, with values of which types, follow each other.
///
/// An object goes from node to node, one for each key and type. A stream of objects of one shape takes the same path: a
/// comparison of bytes for each key, of references for each type, and no hash. Objects inside others have nodes of their own for
/// each key that they stand behind.
final class Shapes {
    // Where keys are data there is no shape to be found, and nodes must not fill the memory.
    private static final int MAX_NODES = 1 << 18;

    private final TypeTable table;
    private Key top;
    private int nodeCount;

    Shapes(TypeTable table) {
        this.table = table;
        this.top = new Node().lastKey;
    }

    /// Returns what stands for the key of values that stand alone.
    Key top() {
        if (nodeCount > MAX_NODES) {
            top = new Node().lastKey;
            nodeCount = 0;
        }
        return top;
    }

    /// What ends an object: its type, and which of its values are its fields.
    ///
    /// @param type the type
    /// @param kept for each field the position of its value, if a key occurs twice; empty otherwise
    record Shape(RecordType type, int[] kept) {}

    /// The beginning of objects: some keys with the types of their values, in order.
    final class Node {
        private final Node before;
        private final Key key;
        private final Type type;
        private final int size;
        private Key lastKey;
        private Map<String, Key> keys = Map.of();
        private Shape shape;

        private Node() {
            before = this;
            type = RecordType.EMPTY;
            size = 0;
            key = new Key(this, "");
            lastKey = key;
        }

        private Node(Node before, Key key, Type type) {
            this.before = before;
            this.key = key;
            this.type = type;
            this.size = before.size + 1;
            this.lastKey = key;
        }

        /// Returns the key that followed last; some other key if none did.
        Key lastKey() {
            return lastKey;
        }

        /// Returns the key of a name that follows.
        Key key(String name) {
            if (keys.isEmpty()) {
                keys = new HashMap<>();
            }
            lastKey = keys.computeIfAbsent(name, _ -> new Key(this, name));
            return lastKey;
        }

        /// Returns the shape of the objects that end here.
        Shape shape() {
            if (shape == null) {
                shape = findShape();
            }
            return shape;
        }

        private Shape findShape() {
            var nodes = new ArrayList<Node>(size);
            for (var node = this; node.size > 0; node = node.before) {
                nodes.add(node);
            }
            Collections.reverse(nodes);
            // Of several values for a key the last one counts, at the place of the first.
            var positions = LinkedHashMap.<String, Integer>newLinkedHashMap(size);
            for (int i = 0; i < size; i++) {
                positions.put(nodes.get(i).key.name, i);
            }
            var names = positions.keySet().toArray(String[]::new);
            var kept = positions.values().stream().mapToInt(i -> i).toArray();
            var types = new Type[kept.length];
            Arrays.setAll(types, i -> nodes.get(kept[i]).type);
            return new Shape(table.record(names, types, types.length), kept.length == size ? new int[0] : kept);
        }
    }

    /// A key that follows the beginning of objects.
    final class Key {
        /// The key as it is written, with the quote that ends it.
        final byte[] keyAndQuote;
        private final boolean plain;
        private final String name;
        private final Node from;
        private Node lastNode;
        private Type lastType = RecordType.EMPTY;
        private Map<Type, Node> nodes = Map.of();
        private List<Node> inside = List.of();

        private Key(Node from, String name) {
            this.from = from;
            this.name = name;
            this.keyAndQuote = (name + '"').getBytes(StandardCharsets.UTF_8);
            this.plain = name.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
            this.lastNode = from;
        }

        /// Returns whether this key follows the node, and is written without escapes.
        boolean follows(Node node) {
            return from == node && plain && !nodes.isEmpty();
        }

        /// Returns the node behind the key with a value of a type.
        Node node(Type type) {
            if (lastType != type || nodes.isEmpty()) {
                if (nodes.isEmpty()) {
                    nodes = new IdentityHashMap<>();
                }
                lastNode = nodes.computeIfAbsent(type, _ -> {
                    nodeCount++;
                    return new Node(from, this, type);
                });
                lastType = type;
            }
            return lastNode;
        }

        /// Returns the beginning of objects that are values of this key.
        Node inside() {
            if (inside.isEmpty()) {
                inside = List.of(new Node());
            }
            return inside.getFirst();
        }
    }
}
