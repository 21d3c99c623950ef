package io.github.cameldatamaker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rooms of the component. Arrows point down, nothing goes round in a circle, and users are told what they may rely on.
 */
class ArchitectureTest {

    private static final String ROOT = "io.github.cameldatamaker";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes"));

    /** Classes of the root that know nobody above them, so that all rooms below the root may name them. */
    private static final Set<String> NAMES = Set.of(
            "DataMakerConfiguration", "DataMakerConsumerConfiguration", "DataMakerConstants", "DataMakerOperation", "RunWait",
            "StartFrom",
            "WhenRateLimited", "DataMakerProgressEvent", "DataMakerFileStateRepository", "DataMakerJdbcStateRepository");

    @Test
    void noPackagesGoRoundInACircle() {
        slices().assignedFrom(each("package", type -> isName(type) ? ROOT + " (names)" : type.getPackageName()))
                .should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noClassesGoRoundInACircle() {
        slices().assignedFrom(each("class with those nested in it", ArchitectureTest::outermost)).should().beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void arrowsPointDown() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("root").definedBy(DescribedPredicate.describe("root", ArchitectureTest::isAbove))
                .layer("consume").definedBy(ROOT + ".consume")
                .layer("operation").definedBy(ROOT + ".operation")
                .layer("session").definedBy(ROOT + ".session")
                .layer("check").definedBy(ROOT + ".check")
                .layer("option").definedBy(ROOT + ".option")
                .layer("names").definedBy(DescribedPredicate.describe("names", ArchitectureTest::isName))
                .layer("carry").definedBy(ROOT + ".carry")
                .layer("generate").definedBy(ROOT + ".generate..")
                .layer("run").definedBy(ROOT + ".run..")
                .layer("json").definedBy(ROOT + ".json")
                .layer("state").definedBy(ROOT + ".state")
                .layer("client").definedBy(ROOT + ".client")
                .whereLayer("root").mayNotBeAccessedByAnyLayer()
                .whereLayer("consume").mayOnlyBeAccessedByLayers("root")
                .whereLayer("operation").mayOnlyBeAccessedByLayers("root", "consume")
                .whereLayer("session").mayOnlyBeAccessedByLayers("root", "consume", "operation")
                .whereLayer("check").mayOnlyBeAccessedByLayers("operation", "session")
                .whereLayer("option").mayOnlyBeAccessedByLayers("root", "consume", "operation", "session")
                .whereLayer("names").mayOnlyBeAccessedByLayers("root", "consume", "operation", "session", "option")
                .whereLayer("carry").mayOnlyBeAccessedByLayers("root", "session")
                .whereLayer("generate")
                .mayOnlyBeAccessedByLayers("root", "consume", "operation", "session", "check", "option", "names", "carry")
                .whereLayer("run").mayOnlyBeAccessedByLayers("root", "consume", "operation", "session", "check")
                .whereLayer("json").mayOnlyBeAccessedByLayers("root", "consume", "operation", "generate")
                .whereLayer("state").mayOnlyBeAccessedByLayers("root", "consume", "session", "option", "names", "run")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void nothingBelowTheRootKnowsTheComponentOrItsEndpoint() {
        noClasses().that().resideOutsideOfPackage(ROOT).should().dependOnClassesThat()
                .haveNameMatching(".*\\.(DataMakerComponent|DataMakerEndpoint|DataMakerProducer|DataMaker\\w+Consumer)")
                .check(CLASSES);
    }

    @Test
    void theClientKnowsNoCamel() {
        noClasses().that().resideInAPackage(ROOT + ".client..")
                .should().dependOnClassesThat().resideInAPackage("org.apache.camel..").check(CLASSES);
    }

    @Test
    void theRootHoldsOnlyWhatCamelFindsAndUsersName() throws IOException {
        Set<String> root = CLASSES.stream().filter(type -> type.getPackageName().equals(ROOT) && isWritten(type))
                .map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(publicTypes()).containsAll(root);
    }

    @Test
    void everyPublicTypeIsListedOrInternal() throws IOException {
        Set<String> listed = publicTypes();
        for (JavaClass type : CLASSES) {
            if (type.getModifiers().contains(JavaModifier.PUBLIC) && isWritten(type) && !listed.contains(type.getName())) {
                assertThat(Files.readString(packageInfo(type))).as(type.getName()).containsPattern("\\bInternal[.,:]");
            }
        }
    }

    @Test
    void everyListedTypeIsThere() throws IOException {
        assertThat(publicTypes()).allSatisfy(name -> assertThat(CLASSES.get(name).getModifiers()).contains(JavaModifier.PUBLIC));
    }

    private static Set<String> publicTypes() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/public-types.txt")).stream()
                .filter(line -> line.startsWith(ROOT)).map(line -> line.substring(0, line.indexOf(':')))
                .collect(Collectors.toSet());
    }

    private static Path packageInfo(JavaClass type) {
        return Path.of("src/main/java", type.getPackageName().split("\\.")).resolve("package-info.java");
    }

    // Neither nested nor generated.
    private static boolean isWritten(JavaClass type) {
        return type.isTopLevelClass() && !type.getSimpleName().equals("package-info")
                && Files.exists(packageInfo(type).resolveSibling(type.getSimpleName() + ".java"));
    }

    private static boolean isName(JavaClass type) {
        String outermost = outermost(type);
        String name = outermost.substring(outermost.lastIndexOf('.') + 1);
        return type.getPackageName().equals(ROOT)
                && (NAMES.contains(name) || NAMES.contains(name.replaceFirst("Configurer$", "")) || name.equals("package-info"));
    }

    private static boolean isAbove(JavaClass type) {
        return type.getPackageName().equals(ROOT) && !isName(type);
    }

    private static String outermost(JavaClass nested) {
        return nested.getEnclosingClass().map(ArchitectureTest::outermost).orElse(nested.getName());
    }

    private static SliceAssignment each(String what, Function<JavaClass, String> name) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                JavaClass ofArray = type.getBaseComponentType();
                return ofArray.getName().startsWith(ROOT) ? SliceIdentifier.of(name.apply(ofArray)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "each " + what;
            }
        };
    }
}
