package org.gatewatch.snmp.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.desired.SettingsValidator;

/** Lets {@code gatewatch check} refuse what {@link SnmpSettings} refuses. */
public final class SnmpSettingsValidator implements SettingsValidator {
    @Override
    public String pid() {
        return "org.gatewatch.snmp";
    }

    @Override
    public Optional<String> problem(Map<String, String> settings) {
        try {
            SnmpSettings.of(typed(settings));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The file's text as Declarative Services would give it to the component. */
    static SnmpAgentConfig typed(Map<String, String> settings) {
        return (SnmpAgentConfig) Proxy.newProxyInstance(
                SnmpAgentConfig.class.getClassLoader(),
                new Class<?>[] {SnmpAgentConfig.class},
                (self, method, none) -> value(method, settings));
    }

    private static Object value(Method method, Map<String, String> settings) {
        String text = settings.get(method.getName().replace('_', '.'));
        if (text == null) {
            return method.getDefaultValue();
        }
        if (method.getReturnType() == boolean.class) {
            return Boolean.valueOf(text.strip());
        }
        return method.getReturnType() == int.class ? (Object) Integer.valueOf(text.strip()) : text;
    }
}
