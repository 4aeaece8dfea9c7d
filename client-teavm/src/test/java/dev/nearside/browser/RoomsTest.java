package dev.nearside.browser;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know which. */
@AnalyzeClasses(packages = "dev.nearside.browser", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.nearside.browser.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theBindingOfOnnxRuntimeStandsByItself = classes()
            .that()
            .resideInAPackage("..browser.ort..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.teavm.jso..", "org.jspecify..", "..browser.ort..");

    @ArchTest
    static final ArchRule thePageHoldsNoModel = noClasses()
            .that()
            .resideInAnyPackage("..browser.page..", "..browser.dom..", "..browser.api..", "..browser.rpc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..browser.engine..",
                    "..browser.text..",
                    "..browser.search..",
                    "..browser.routing..",
                    "..browser.ort..",
                    "dev.nearside.routing..",
                    "..runtime..",
                    "..vision..",
                    "..embedding..",
                    "..retrieval..",
                    "..tokenizer..");

    @ArchTest
    static final ArchRule theEngineKnowsNoPage = noClasses()
            .that()
            .resideInAnyPackage(
                    "..browser.engine..",
                    "..browser.vision..",
                    "..browser.text..",
                    "..browser.search..",
                    "..browser.routing..",
                    "..browser.ort..",
                    "..browser.gpu..",
                    "..browser.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..browser.page..", "..browser.api..");
}
