package org.gatewatch.shell.internal;

import java.util.List;
import java.util.stream.Stream;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Parts of Gatewatch that refused their settings: these say nothing themselves, because they do not run. */
record FailedComponents(ServiceComponentRuntime components) {
    private static final String OURS = "org.gatewatch.";

    /** One problem for each, of the file with its settings. */
    List<ConfigurationProblem> problems() {
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> component.bundle.symbolicName.startsWith(OURS))
                .flatMap(this::problems)
                .toList();
    }

    private Stream<ConfigurationProblem> problems(ComponentDescriptionDTO component) {
        String pid = component.configurationPid.length == 0 ? component.name : component.configurationPid[0];
        return components.getComponentConfigurationDTOs(component).stream()
                .filter(each -> each.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(each -> new ConfigurationProblem(
                        pid + ".cfg",
                        0,
                        0,
                        "",
                        "",
                        "it was refused, and what it is for does not run: " + reason(each.failure)));
    }

    /** The innermost of the exceptions in a stack trace, which is the one that a person wrote. */
    static String reason(String stackTrace) {
        if (stackTrace == null) {
            return "the log says why";
        }
        return stackTrace
                .lines()
                .filter(line -> !line.startsWith("\t") && !line.isBlank())
                .reduce((first, last) -> last)
                .map(line -> line.replaceFirst("^(Caused by: )?[\\w.$]+(Exception|Error): ", ""))
                .orElse("the log says why");
    }
}
