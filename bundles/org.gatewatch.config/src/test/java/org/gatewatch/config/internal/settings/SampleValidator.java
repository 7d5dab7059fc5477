package org.gatewatch.config.internal.settings;

import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.desired.SettingsValidator;

/** Of the component of the tests, which takes a high level only with a password. */
public final class SampleValidator implements SettingsValidator {
    @Override
    public String pid() {
        return "org.gatewatch.sample";
    }

    @Override
    public Optional<String> problem(Map<String, String> settings) {
        boolean isRefused = "HIGH".equals(settings.get("level")) && !settings.containsKey("password");
        return isRefused ? Optional.of("level 'HIGH': needs a password") : Optional.empty();
    }
}
