package org.gatewatch.http.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.desired.SettingsValidator;

/** Lets {@code gatewatch check} refuse what {@link HttpSettings} refuses. */
public final class HttpSettingsValidator implements SettingsValidator {
    private static final String HOST_NAME = "gateway"; // as good as any: what a kernel has for one is allowed

    @Override
    public String pid() {
        return HttpConfig.PID;
    }

    @Override
    public Optional<String> problem(Map<String, String> settings) {
        try {
            HttpSettings.of(typed(settings), HOST_NAME);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The file's text as Declarative Services would give it to the component. */
    static HttpConfig typed(Map<String, String> settings) {
        return (HttpConfig) Proxy.newProxyInstance(
                HttpConfig.class.getClassLoader(),
                new Class<?>[] {HttpConfig.class},
                (self, method, none) -> value(method, settings));
    }

    private static Object value(Method method, Map<String, String> settings) {
        String text = settings.get(method.getName().replace('_', '.'));
        if (text == null) {
            return method.getDefaultValue();
        }
        if (method.getReturnType() == int.class) {
            return Integer.valueOf(text.strip());
        }
        return method.getReturnType() == boolean.class ? (Object) Boolean.valueOf(text.strip()) : text;
    }
}
