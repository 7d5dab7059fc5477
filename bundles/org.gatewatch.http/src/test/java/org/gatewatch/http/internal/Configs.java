package org.gatewatch.http.internal;

import java.util.Map;

/** The file's text as the framework gives it to the component. */
final class Configs {
    private Configs() {}

    static HttpConfig of(Map<String, String> settings) {
        return HttpSettingsValidator.typed(settings);
    }
}
