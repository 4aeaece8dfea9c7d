package dev.nearside.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.nearside.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.nearside.server.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRoomsDoNotKnowTheProgramThatPutsThemTogether = noClasses()
            .that()
            .resideInAnyPackage("dev.nearside.server.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.nearside.server");

    @ArchTest
    static final ArchRule onnxRuntimeIsKnownInItsOwnRoomOnly = noClasses()
            .that()
            .resideOutsideOfPackage("dev.nearside.server.onnx")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule theOnnxRoomKnowsNothingOfTheWeb = noClasses()
            .that()
            .resideInAPackage("dev.nearside.server.onnx")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule nothingHereIsCompiledForTheBrowser =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.teavm..", "dev.nearside.browser..");

    @ArchTest
    static final ArchRule packagesAreNamedByConcept = classes()
            .should()
            .resideOutsideOfPackages("..util..", "..impl..", "..helper..", "..common..", "..manager..", "..dto..");
}
