package org.gatewatch.itest;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the code of every shipped bundle keeps to, as far as compiled classes show it. */
class HouseRulesTest {
    private static final String COMPONENT = "org.osgi.service.component.annotations.Component";

    /** The command line speaks to a terminal, has no log, and waits for nothing but the next picture. */
    private static final String COMMAND_LINE = "org.gatewatch.shell.internal.cli";

    private final JavaClasses house = ShippedClasses.all();

    @Test
    void takesDurationsFromTheMonotonicClock() {
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(house);
    }

    @Test
    void waitsForConditionsInsteadOfSleeping() {
        noClasses()
                .that()
                .resideOutsideOfPackage(COMMAND_LINE)
                .should()
                .callMethodWhere(target(owner(JavaClass.Predicates.equivalentTo(Thread.class)))
                        .and(target(name("sleep"))))
                .check(house);
    }

    @Test
    void logsInsteadOfPrintingStackTraces() {
        noClasses()
                .that()
                .resideOutsideOfPackage(COMMAND_LINE)
                .should()
                .callMethodWhere(target(name("printStackTrace"))
                        .and(target(owner(JavaClass.Predicates.assignableTo(Throwable.class)))))
                .check(house);
    }

    @Test
    void usesTheTimeTypesOfJavaTime() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.equivalentTo(Date.class))
                .check(house);
    }

    @TestFactory
    Stream<DynamicTest> namesClassesByWhatMakesThemDifferent() {
        return Stream.of("Util", "Utils", "Manager", "Impl", "Helper", "Helpers")
                .map(ending -> dynamicTest(ending, () -> noClasses()
                        .should()
                        .haveSimpleNameEndingWith(ending)
                        .check(house)));
    }

    @Test
    void makesComponentsFinal() {
        classes()
                .that()
                .areAnnotatedWith(COMPONENT)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void replacesComponentsInsteadOfModifyingThem() {
        noMethods()
                .should()
                .beAnnotatedWith("org.osgi.service.component.annotations.Modified")
                .check(house);
    }

    /** Constructor injection gives final fields; a dynamic reference is the exception and is volatile. */
    @Test
    void injectsFieldsOnlyAsVolatileDynamicReferences() {
        fields().that()
                .areAnnotatedWith("org.osgi.service.component.annotations.Reference")
                .or()
                .areAnnotatedWith("org.osgi.service.component.annotations.Activate")
                .should()
                .haveModifier(JavaModifier.VOLATILE)
                .allowEmptyShould(true)
                .check(house);
    }

    /** Annotated fields are set by whoever reads the annotation: DS or picocli. */
    @Test
    void finalizesFieldsThatOnlyConstructionSets() {
        fields().that(areSetOnlyByConstruction())
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void keepsNoStaticMutableFields() {
        fields().that().areStatic().should().beFinal().check(house);
    }

    private static DescribedPredicate<JavaField> areSetOnlyByConstruction() {
        return DescribedPredicate.describe(
                "are set by construction only",
                field -> field.getAnnotations().isEmpty()
                        && field.getAccessesToSelf().stream()
                                .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
                                .map(JavaAccess::getOrigin)
                                .allMatch(origin -> origin.isConstructor()
                                        || origin.getName().equals("<clinit>")));
    }
}
