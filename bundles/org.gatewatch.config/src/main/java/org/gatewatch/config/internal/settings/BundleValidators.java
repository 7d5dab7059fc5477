package org.gatewatch.config.internal.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gatewatch.api.desired.SettingsValidator;
import org.osgi.framework.Bundle;

/** The validators that bundles of a framework give: {@link java.util.ServiceLoader} sees those of a class path only. */
final class BundleValidators {
    private static final String SERVICES = "META-INF/services/" + SettingsValidator.class.getName();

    private BundleValidators() {}

    static List<SettingsValidator> of(Collection<Bundle> bundles) throws IOException {
        var validators = new ArrayList<SettingsValidator>();
        for (Bundle bundle : bundles) {
            URL services = bundle.getEntry(SERVICES);
            if (services != null) {
                for (String name : lines(services)) {
                    validators.add(validator(bundle, name));
                }
            }
        }
        return validators;
    }

    private static List<String> lines(URL services) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(services.openStream(), StandardCharsets.UTF_8))) {
            return in.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        }
    }

    private static SettingsValidator validator(Bundle bundle, String name) throws IOException {
        try {
            return (SettingsValidator)
                    bundle.loadClass(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException(bundle.getSymbolicName() + " gives no " + name, e);
        }
    }
}
