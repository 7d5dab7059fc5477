package org.gatewatch.history.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.desired.SettingsValidator;

/** Lets {@code gatewatch check} refuse what {@link HistorySettings} refuses. */
public final class HistorySettingsValidator implements SettingsValidator {
    @Override
    public String pid() {
        return HistoryConfig.PID;
    }

    @Override
    public Optional<String> problem(Map<String, String> settings) {
        try {
            HistorySettings.of(typed(settings));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The file's text as Declarative Services would give it to the component. */
    static HistoryConfig typed(Map<String, String> settings) {
        return (HistoryConfig) Proxy.newProxyInstance(
                HistoryConfig.class.getClassLoader(),
                new Class<?>[] {HistoryConfig.class},
                (self, method, none) -> value(method, settings));
    }

    private static Object value(Method method, Map<String, String> settings) {
        String text = settings.get(method.getName().replace('_', '.'));
        if (text == null) {
            return method.getDefaultValue();
        }
        return method.getReturnType() == int.class
                ? (Object) Integer.valueOf(text.strip())
                : Boolean.valueOf(text.strip());
    }
}
