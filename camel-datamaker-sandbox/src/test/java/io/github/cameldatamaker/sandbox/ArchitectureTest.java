package io.github.cameldatamaker.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sandbox's rooms: what a user starts (the root), the console, control, the service's endpoints, HTTP, the workspace with its
 * stores, and the generator. Arrows point down, and nothing goes round in a circle.
 */
class ArchitectureTest {

    private static final String ROOT = "io.github.cameldatamaker.sandbox";
    private static final String[] STORES = { ROOT + ".template", ROOT + ".set", ROOT + ".file", ROOT + ".connection",
            ROOT + ".scenario" };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOptions(List.of(new ImportOption.DoNotIncludeTests(), new ImportOption.DoNotIncludeJars()))
            .importPackages(ROOT);

    @Test
    void noPackagesGoRoundInACircle() {
        slices().assignedFrom(each("package", JavaClass::getPackageName)).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noClassesGoRoundInACircle() {
        slices().assignedFrom(each("class with those nested in it", ArchitectureTest::outermost)).should().beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void arrowsPointDown() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("junit").definedBy(ROOT + ".junit")
                .layer("embedded").definedBy(ROOT + ".embedded")
                .layer("root").definedBy(ROOT)
                .layer("service").definedBy(ROOT + ".service")
                .layer("platform").definedBy(ROOT + ".platform")
                .layer("console").definedBy(ROOT + ".console")
                .layer("state").definedBy(ROOT + ".state")
                .layer("control").definedBy(ROOT + ".control")
                .layer("http").definedBy(ROOT + ".http")
                .layer("workspace").definedBy(ROOT + ".workspace")
                .layer("stores").definedBy(STORES)
                .layer("generate").definedBy(ROOT + ".generate..")
                .layer("fault").definedBy(ROOT + ".fault")
                .layer("error").definedBy(ROOT + ".error")
                .whereLayer("junit").mayNotBeAccessedByAnyLayer()
                .whereLayer("embedded").mayNotBeAccessedByAnyLayer()
                .whereLayer("root").mayOnlyBeAccessedByLayers("junit", "embedded")
                .whereLayer("service").mayOnlyBeAccessedByLayers("platform", "root", "console")
                .whereLayer("platform").mayOnlyBeAccessedByLayers("root")
                .whereLayer("console").mayOnlyBeAccessedByLayers("root")
                .whereLayer("state").mayOnlyBeAccessedByLayers("root")
                .whereLayer("control").mayOnlyBeAccessedByLayers("root", "state", "console")
                .whereLayer("http").mayOnlyBeAccessedByLayers("platform", "root", "state", "service", "control", "console")
                .whereLayer("workspace").mayOnlyBeAccessedByLayers("platform", "root", "state", "service", "control", "console")
                .whereLayer("stores")
                .mayOnlyBeAccessedByLayers("platform", "root", "state", "service", "control", "console", "workspace")
                .whereLayer("generate").mayOnlyBeAccessedByLayers("platform", "service", "console", "stores")
                .whereLayer("fault").mayOnlyBeAccessedByLayers("platform", "root", "service", "control", "console", "http")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void storesDoNotKnowEachOther() {
        for (String store : STORES) {
            noClasses().that().resideInAPackage(store).should().dependOnClassesThat()
                    .resideInAnyPackage(Stream.of(STORES).filter(other -> !other.equals(store)).toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void theRootHoldsWhatUsersNameAndTheCommandLine() {
        Map<Boolean, List<String>> root = CLASSES.stream()
                .filter(each -> each.getPackageName().equals(ROOT) && each.isTopLevelClass()
                        && !each.getSimpleName().equals("package-info"))
                .collect(partitioningBy(each -> each.getModifiers().contains(JavaModifier.PUBLIC),
                        mapping(JavaClass::getSimpleName, toList())));
        assertThat(root.get(true)).containsExactlyInAnyOrder("ApiStyle", "DataMakerSandbox", "Main", "Plan", "RecordedRequest",
                "SandboxClock");
        assertThat(root.get(false)).containsExactly("CommandLine");
    }

    @Test
    void packagesThatAreNotForUsersSaySo() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> internal = files.filter(file -> file.endsWith("package-info.java"))
                    .filter(file -> !List.of("sandbox", "junit", "error").contains(file.getParent().getFileName().toString()))
                    .toList();
            assertThat(internal).hasSizeGreaterThan(10)
                    .allSatisfy(file -> assertThat(Files.readString(file)).containsPattern("\\bInternal[.,]"));
        }
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<String> packages = CLASSES.stream().map(JavaClass::getPackageName).distinct().toList();
        assertThat(packages).allSatisfy(
                name -> assertThat(Path.of("src/main/java", name.split("\\.")).resolve("package-info.java")).exists());
    }

    @Test
    void theSandboxSharesNoCodeWithTheComponent() {
        noClasses().that().resideInAPackage(ROOT + "..").should().dependOnClassesThat().resideInAnyPackage("org.apache.camel..",
                "io.github.cameldatamaker", "io.github.cameldatamaker.client..", "io.github.cameldatamaker.generate..",
                "io.github.cameldatamaker.run..").check(CLASSES);
    }

    private static String outermost(JavaClass nested) {
        return nested.getEnclosingClass().map(ArchitectureTest::outermost).orElse(nested.getName());
    }

    private static SliceAssignment each(String what, Function<JavaClass, String> name) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                JavaClass ofArray = javaClass.getBaseComponentType();
                return ofArray.getName().startsWith(ROOT) ? SliceIdentifier.of(name.apply(ofArray)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "each " + what;
            }
        };
    }
}
