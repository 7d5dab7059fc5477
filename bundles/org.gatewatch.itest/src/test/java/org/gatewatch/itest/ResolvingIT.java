package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The image fits together: nothing is missing for any bundle or component. */
@InFelix
public class ResolvingIT {
    private final Felix felix = new Felix();

    @Test
    public void startsEveryBundle() {
        var idle = felix.bundles().stream()
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .toList();
        assertEquals(List.of(), idle);
    }

    @Test
    public void satisfiesEveryComponent() {
        var runtime = felix.service(ServiceComponentRuntime.class);

        await().untilAsserted(() -> assertEquals(List.of(), wanting(runtime)));
    }

    private List<String> wanting(ServiceComponentRuntime runtime) {
        return runtime.getComponentDescriptionDTOs(felix.shipped().toArray(Bundle[]::new)).stream()
                .flatMap(component -> wanting(runtime, component))
                .toList();
    }

    private static Stream<String> wanting(ServiceComponentRuntime runtime, ComponentDescriptionDTO component) {
        var configurations = runtime.getComponentConfigurationDTOs(component);
        if (configurations.isEmpty()) {
            return Stream.of(component.name + ": no configuration");
        }
        return configurations.stream()
                .filter(configuration -> configuration.state != ComponentConfigurationDTO.ACTIVE)
                .filter(configuration -> configuration.state != ComponentConfigurationDTO.SATISFIED)
                .map(configuration -> component.name + ": state " + configuration.state + " " + configuration.failure);
    }
}
