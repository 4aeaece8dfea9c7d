package dev.nearside;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The tests look at the product from outside, as far as they can. */
@AnalyzeClasses(
        packages = {"dev.nearside.e2e", "dev.nearside.conformance", "dev.nearside.clients", "dev.nearside.bench"})
class RoomsTest {

    @ArchTest
    static final ArchRule theServerIsKnownByItsAnswersAlone = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Jvm")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.nearside.server..")
            .because("it is tested as the jar that people run; only the JVM's side of the comparison runs in-process");

    @ArchTest
    static final ArchRule conformanceNeedsNoBrowser = noClasses()
            .that()
            .resideInAPackage("dev.nearside.conformance")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.microsoft.playwright..");

    @ArchTest
    static final ArchRule everyTestIsRunBySurefireOrFailsafe = classes()
            .that()
            .containAnyMethodsThat(annotatedWith(Test.class))
            .should()
            .haveSimpleNameEndingWith("IT")
            .orShould()
            .haveSimpleNameEndingWith("Test");
}
