package org.gatewatch.config.internal.resource;

import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.desired.SettingsValidator;

/** What {@link ResourceSettings} refuses, for {@code gatewatch check}. */
public final class ResourceSettingsValidator implements SettingsValidator {
    @Override
    public String pid() {
        return ResourceConfig.PID;
    }

    @Override
    public Optional<String> problem(Map<String, String> settings) {
        try {
            ResourceSettings.checkNames(settings);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }
}
