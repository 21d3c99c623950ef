package io.github.cameldatamaker;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Arrows point one way: root -> generate, run -> state -> client, and the client knows nothing of Camel. */
class ArchitectureTest {

    private static final String ROOT = "io.github.cameldatamaker";
    private static final List<String> FREE_OF_CYCLES = List.of(".client", ".run");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOptions(List.of(new ImportOption.DoNotIncludeTests(), new ImportOption.DoNotIncludeJars()))
            .importPackages(ROOT);

    @Test
    void theClientKnowsNoCamel() {
        noClasses().that().resideInAPackage(ROOT + ".client..")
                .should().dependOnClassesThat().resideInAPackage("org.apache.camel..").check(CLASSES);
    }

    @Test
    void theClientKnowsNothingAboveIt() {
        noClasses().that().resideInAPackage(ROOT + ".client..")
                .should().dependOnClassesThat().resideInAnyPackage(ROOT, ROOT + ".generate..", ROOT + ".run..").check(CLASSES);
    }

    @Test
    void packagesBelowTheRootDoNotKnowIt() {
        noClasses().that().resideInAnyPackage(ROOT + ".generate..", ROOT + ".run..")
                .should().dependOnClassesThat().resideInAPackage(ROOT).check(CLASSES);
    }

    @Test
    void stateKnowsNoUserOfState() {
        noClasses().that().resideInAPackage(ROOT + ".state..")
                .should().dependOnClassesThat().resideInAnyPackage(ROOT, ROOT + ".generate..", ROOT + ".run..").check(CLASSES);
    }

    @Test
    void noCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** An outer class and its nested ones count as one. */
    @Test
    void noCyclesBetweenClasses() {
        slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                boolean isIn = FREE_OF_CYCLES.stream().anyMatch(name -> type.getPackageName().startsWith(ROOT + name));
                return isIn ? SliceIdentifier.of(outermost(type).getName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "each class";
            }
        }).should().beFreeOfCycles().check(CLASSES);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
