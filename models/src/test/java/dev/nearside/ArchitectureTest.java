package dev.nearside;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps this module compilable by TeaVM and free of the browser and the server. */
@AnalyzeClasses(packages = "dev.nearside", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /**
     * What TeaVM's class library was seen to have, and to have right. Not here: regular expressions, MessageDigest,
     * Normalizer, files, reflection, locks, executors.
     */
    private static final DescribedPredicate<JavaClass> PORTABLE = resideInAnyPackage(
                    "dev.nearside..",
                    "org.jspecify.annotations..",
                    "java.nio.charset",
                    "java.util.function",
                    "java.util.stream",
                    "java.time")
            .or(
                    classesOf(
                            "java.lang",
                            "Object String StringBuilder CharSequence Iterable Comparable AutoCloseable Enum Record System Math",
                            "Boolean Byte Character Short Integer Long Float Double Number FunctionalInterface Override",
                            "Throwable Exception RuntimeException Error IllegalArgumentException IllegalStateException",
                            "IndexOutOfBoundsException NullPointerException UnsupportedOperationException ArithmeticException",
                            "IncompatibleClassChangeError NoSuchFieldError AssertionError SafeVarargs Deprecated SuppressWarnings"))
            // Not by name or by reflection: what the compiler makes of records, switches and lambdas.
            .or(classesOf("java.lang", "Class"))
            .or(classesOf("java.lang.runtime", "ObjectMethods"))
            .or(classesOf(
                    "java.lang.invoke",
                    "MethodHandle MethodHandles MethodHandles$Lookup MethodType CallSite TypeDescriptor",
                    "LambdaMetafactory StringConcatFactory"))
            .or(classesOf("java.lang.annotation", "Retention RetentionPolicy Target ElementType Documented"))
            .or(classesOf("java.nio", "Buffer ByteBuffer ByteOrder FloatBuffer IntBuffer LongBuffer ShortBuffer"))
            .or(classesOf("java.util.zip", "Inflater DataFormatException"))
            .or(classesOf("java.math", "BigDecimal BigInteger RoundingMode MathContext"))
            .or(classesOf(
                    "java.util",
                    "ArrayDeque ArrayList Arrays Base64 Base64$Decoder Base64$Encoder BitSet Collection Collections",
                    "Comparator Deque EnumMap EnumSet HashMap HashSet Iterator LinkedHashMap LinkedHashSet List",
                    "ListIterator Locale Map Map$Entry NoSuchElementException Objects Optional OptionalDouble",
                    "OptionalInt OptionalLong PriorityQueue Queue Set TreeMap TreeSet"))
            .or(new DescribedPredicate<>("primitive types and arrays") {
                @Override
                public boolean test(JavaClass type) {
                    return type.isPrimitive() || type.isArray();
                }
            })
            .as("classes that TeaVM has, and has right");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.nearside.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyWhatRunsInTheBrowserIsUsed = classes().should().onlyDependOnClassesThat(PORTABLE);

    private static DescribedPredicate<JavaClass> classesOf(String packageName, String... names) {
        DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysFalse();
        for (String line : names) {
            for (String name : line.split(" ", -1)) {
                any = any.or(type(packageName + "." + name));
            }
        }
        return any;
    }

    private static DescribedPredicate<JavaClass> type(String name) {
        return new DescribedPredicate<>(name) {
            @Override
            public boolean test(JavaClass type) {
                return type.getName().equals(name);
            }
        };
    }
}
