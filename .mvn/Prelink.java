import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Links at build time what the Java virtual machine would link again in every start: `switch` over types, and equality and hash
/// codes of records.
///
/// The compiler leaves these as `invokedynamic`, for which the JDK writes a class at the first call, a millisecond each, and unlike
/// lambdas an AOT cache of JDK 25 does not keep them. Here each becomes a call of a private static method in the same class that
/// does what [java.lang.runtime.SwitchBootstraps#typeSwitch] and [java.lang.runtime.ObjectMethods] specify. Whatever has another form
/// (labels that are constants, `toString`) stays as it is. Running it again changes nothing.
///
///     java Prelink.java FOLDER [CLASSPATH]
///
/// FOLDER has the class files, which are overwritten; CLASSPATH what they were compiled with.
final class Prelink {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final MethodTypeDesc HASH = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object);
    private static final MethodTypeDesc EQUALS =
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

    private final ClassFile classFile;

    private Prelink(ClassHierarchyResolver hierarchy) {
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: java Prelink.java FOLDER [CLASSPATH]");
            System.exit(2);
        }
        var folder = Path.of(arguments[0]);
        if (!Files.isDirectory(folder)) {
            return; // a module without sources
        }
        var places = new ArrayList<Path>(List.of(folder));
        if (arguments.length == 2 && !arguments[1].isEmpty()) {
            Arrays.stream(arguments[1].split(java.io.File.pathSeparator)).map(Path::of).forEach(places::add);
        }
        try (var loader = new URLClassLoader(places.stream().map(Prelink::url).toArray(URL[]::new));
                var files = Files.walk(folder)) {
            var prelink = new Prelink(ClassHierarchyResolver.ofResourceParsing(loader).cached());
            for (var file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                prelink.link(file);
            }
        }
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(place.toString(), e);
        }
    }

    private void link(Path file) throws IOException {
        var model = classFile.parse(file);
        var methods = new ArrayList<Consumer<ClassBuilder>>();
        var code = CodeTransform.ofStateful(() -> (builder, element) -> link(model, methods, builder, element));
        byte[] linked = classFile.transformClass(model, ClassTransform.transformingMethodBodies(
                method -> method.code().stream().flatMap(body -> body.elementStream()).anyMatch(Prelink::isLinkable), code)
                .andThen(ClassTransform.endHandler(builder -> methods.forEach(method -> method.accept(builder)))));
        if (!methods.isEmpty()) {
            Files.write(file, linked);
        }
    }

    private static boolean isLinkable(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call && Link.of(call, 0).isPresent();
    }

    private static void link(ClassModel model, List<Consumer<ClassBuilder>> methods, CodeBuilder builder, CodeElement element) {
        var link = element instanceof InvokeDynamicInstruction call ? Link.of(call, methods.size()) : Optional.<Link>empty();
        if (link.isEmpty()) {
            builder.with(element);
            return;
        }
        boolean isInterface = model.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
        builder.invokestatic(model.thisClass().asSymbol(), link.get().name(), link.get().type(), isInterface);
        methods.add(target -> target.withMethodBody(link.get().name(), link.get().type(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, link.get().body()));
    }

    /// A method that takes the place of a dynamic call.
    private record Link(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {

        static Optional<Link> of(InvokeDynamicInstruction call, int number) {
            var type = call.typeSymbol();
            var arguments = call.invokedynamic().bootstrap().arguments();
            var bootstrap = call.bootstrapMethod();
            var name = call.name().stringValue();
            var owner = bootstrap.owner().displayName();
            if (owner.equals("SwitchBootstraps") && bootstrap.methodName().equals("typeSwitch")) {
                return arguments.stream().allMatch(ClassEntry.class::isInstance)
                        ? Optional.of(new Link("prelinked$switch" + number, type, typeSwitch(arguments)))
                        : Optional.empty();
            }
            if (owner.equals("ObjectMethods") && !name.equals("toString")) {
                var fields = arguments.stream().filter(MethodHandleEntry.class::isInstance).map(MethodHandleEntry.class::cast).toList();
                return Optional.of(new Link("prelinked$" + name, type, name.equals("equals") ? equality(type, fields) : hash(fields)));
            }
            return Optional.empty();
        }

        /// `int f(T value, int restart)`: the first label from `restart` on that the value is of, as many as there are if it is of none,
        /// -1 if it is null.
        private static Consumer<CodeBuilder> typeSwitch(List<LoadableConstantEntry> labels) {
            return code -> {
                var isNull = code.newLabel();
                code.aload(0).ifnull(isNull);
                for (int i = 0; i < labels.size(); i++) {
                    var next = code.newLabel();
                    code.iload(1).loadConstant(i).if_icmpgt(next);
                    code.aload(0).instanceOf((ClassEntry) labels.get(i)).ifeq(next);
                    code.loadConstant(i).ireturn();
                    code.labelBinding(next);
                }
                code.loadConstant(labels.size()).ireturn();
                code.labelBinding(isNull).iconst_m1().ireturn();
            };
        }

        /// `boolean f(R self, Object other)`
        private static Consumer<CodeBuilder> equality(MethodTypeDesc type, List<MethodHandleEntry> fields) {
            var self = type.parameterType(0);
            return code -> {
                var differ = code.newLabel();
                code.aload(1).instanceOf(self).ifeq(differ);
                for (var field : fields) {
                    code.aload(0);
                    get(code, field);
                    code.aload(1).checkcast(self);
                    get(code, field);
                    var fieldType = type(field);
                    switch (TypeKind.from(fieldType)) {
                        case REFERENCE -> code.invokestatic(OBJECTS, "equals", EQUALS).ifeq(differ);
                        case INT, SHORT, BYTE, CHAR, BOOLEAN -> code.if_icmpne(differ);
                        case LONG -> code.lcmp().ifne(differ);
                        default -> code.invokestatic(box(fieldType), "compare",
                                MethodTypeDesc.of(ConstantDescs.CD_int, fieldType, fieldType)).ifne(differ);
                    }
                }
                code.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
            };
        }

        /// `int f(R self)`
        private static Consumer<CodeBuilder> hash(List<MethodHandleEntry> fields) {
            return code -> {
                code.iconst_0();
                for (var field : fields) {
                    code.bipush(31).imul().aload(0);
                    get(code, field);
                    var fieldType = type(field);
                    if (TypeKind.from(fieldType) == TypeKind.REFERENCE) {
                        code.invokestatic(OBJECTS, "hashCode", HASH);
                    } else {
                        code.invokestatic(box(fieldType), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, fieldType));
                    }
                    code.iadd();
                }
                code.ireturn();
            };
        }

        private static void get(CodeBuilder code, MethodHandleEntry field) {
            code.fieldAccess(Opcode.GETFIELD, field.reference().owner().asSymbol(), field.reference().name().stringValue(), type(field));
        }

        private static ClassDesc type(MethodHandleEntry field) {
            return ClassDesc.ofDescriptor(field.reference().type().stringValue());
        }

        private static ClassDesc box(ClassDesc primitive) {
            return switch (TypeKind.fromDescriptor(primitive.descriptorString())) {
                case BOOLEAN -> ConstantDescs.CD_Boolean;
                case BYTE -> ConstantDescs.CD_Byte;
                case CHAR -> ConstantDescs.CD_Character;
                case SHORT -> ConstantDescs.CD_Short;
                case INT -> ConstantDescs.CD_Integer;
                case LONG -> ConstantDescs.CD_Long;
                case FLOAT -> ConstantDescs.CD_Float;
                default -> ConstantDescs.CD_Double;
            };
        }
    }
}
