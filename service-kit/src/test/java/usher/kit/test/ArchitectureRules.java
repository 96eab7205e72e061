package usher.kit.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;

/** What holds in every service; each rule says what to do when it is broken. */
public final class ArchitectureRules {
    private ArchitectureRules() {}

    /**
     * Checks the classes under a package, for example {@code usher.chat}. {@code jobsPackages} are the only ones that may use
     * the pool which sees all tenants.
     */
    public static void check(String root, Set<String> jobsPackages) {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        Stream.of(
                        everyOperationSaysWhoMayCallIt(),
                        everyOperationSaysWhatItDoes(),
                        namesSaySomething(),
                        codeLivesByFeature(),
                        dependenciesComeByConstructor(),
                        timeIsGiven(),
                        nothingBlocksTheEventLoop(),
                        jobsSeeAllTenants(jobsPackages),
                        featuresPointOneWay(root))
                .forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    private static final DescribedPredicate<JavaMethod> OPERATION = DescribedPredicate.describe(
            "operations",
            method -> method.getAnnotations().stream()
                    .map(JavaAnnotation::getRawType)
                    .anyMatch(type -> type.isAnnotatedWith(HttpMethod.class)));

    private static ArchRule everyOperationSaysWhoMayCallIt() {
        return methods()
                .that(OPERATION)
                .should()
                .beAnnotatedWith(Accepts.class)
                .because("every operation says who may call it: add @Accepts(…)");
    }

    private static ArchRule everyOperationSaysWhatItDoes() {
        return methods()
                .that(OPERATION)
                .should(haveASummary())
                .because("whoever reads the API's description is told what it is for: add @Operation(summary = …)");
    }

    private static ArchCondition<JavaMethod> haveASummary() {
        return new ArchCondition<>("have a summary") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean described = method.tryGetAnnotationOfType(Operation.class)
                        .map(said -> said.hidden() || !said.summary().isBlank())
                        .orElse(false);
                if (!described) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " has no summary"));
                }
            }
        };
    }

    private static ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|DTO|Dto)")
                .orShould()
                .haveNameMatching(".*\\.(Abstract|Base)[A-Z][A-Za-z]*")
                .because("names are nouns and verbs of the domain: say what it does");
    }

    private static ArchRule codeLivesByFeature() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..rest..", "..service..", "..dto..", "..mapper..", "..util..", "..repository..", "..entity..")
                .because("code lives by feature, never by layer: put it in the feature's package");
    }

    private static ArchRule dependenciesComeByConstructor() {
        return fields().should().notBeAnnotatedWith(Inject.class).because("dependencies come by constructor");
    }

    private static ArchRule timeIsGiven() {
        return noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("no wall clock in a rule: inject java.time.InstantSource");
    }

    private static ArchRule nothingBlocksTheEventLoop() {
        return noClasses()
                .should()
                .callMethod(Uni.class, "await")
                .because("nothing blocks the event loop: return the Uni instead of awaiting it");
    }

    private static ArchRule jobsSeeAllTenants(Set<String> allowed) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed.toArray(String[]::new))
                .should(takeTheJobsPool())
                .because("the jobs pool sees all tenants: use Tenancy, or add the package to the list with a reason");
    }

    private static ArchCondition<JavaClass> takeTheJobsPool() {
        return new ArchCondition<>("take the jobs pool") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getConstructors().stream()
                        .flatMap(constructor -> constructor.getParameters().stream())
                        .filter(ArchitectureRules::isJobsPool)
                        .forEach(parameter -> events.add(
                                SimpleConditionEvent.satisfied(type, type.getName() + " takes the jobs pool")));
            }
        };
    }

    private static boolean isJobsPool(JavaParameter parameter) {
        return parameter
                .tryGetAnnotationOfType(ReactiveDataSource.class)
                .map(named -> List.of("jobs").contains(named.value()))
                .orElse(false);
    }

    private static ArchRule featuresPointOneWay(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("features use each other in one direction: move what both need, or publish an event");
    }
}
