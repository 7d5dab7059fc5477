package org.gatewatch.http.internal.otc;

import java.util.Optional;
import org.gatewatch.http.internal.auth.Refusal;
import org.gatewatch.http.internal.door.Members;

/** What a token is asked for: a project, which is the usual, or its domain. */
final class Scope {
    private final boolean isForDomain;
    private final String projectName;

    /**
     * What a request says.
     *
     * @throws Refusal if it is neither our project nor its domain
     */
    Scope(Members auth, Project project) throws Refusal {
        Optional<Members> scope = auth.members("scope");
        Optional<Members> asked = scope.flatMap(it -> it.members("project"));
        Optional<Members> domain = scope.flatMap(it -> it.members("domain"));
        this.isForDomain = asked.isEmpty() && domain.isPresent();
        this.projectName = asked.flatMap(it -> it.text("name")).orElse(project.name());
        boolean isOurs = asked.flatMap(it -> it.text("id"))
                        .map(project.id()::equals)
                        .orElse(true)
                && asked.flatMap(it -> it.text("name")).map(project::isNamed).orElse(true)
                && domain.flatMap(it -> it.text("id"))
                        .map(project.domainId()::equals)
                        .orElse(true)
                && domain.flatMap(it -> it.text("name"))
                        .map(project::isInDomain)
                        .orElse(true);
        if (!isOurs) {
            throw new Refusal(Refusal.Kind.MISMATCH, "There is no such project or domain here");
        }
    }

    boolean isForDomain() {
        return isForDomain;
    }

    /** As it was asked for, or is set. */
    String projectName() {
        return projectName;
    }
}
