package org.gatewatch.snmp.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.report.ReportListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;

/** As much of a framework as the agent uses; anything else that is asked of it fails the test. */
final class Framework {
    /** A registered service and what every bundle can read about it. */
    record Service(Object registeredAs, Object service, Optional<Dictionary<?, ?>> properties) {}

    private final Path data;
    private final List<Service> services = new ArrayList<>();

    Framework(Path data) {
        this.data = data;
    }

    BundleContext context() {
        return standIn(BundleContext.class, (method, arguments) -> switch (method.getName()) {
            case "getBundle" -> bundle();
            case "getProperty" -> "gatewatch.data".equals(arguments[0]) ? data.toString() : null;
            case "registerService" -> register(arguments);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    /** What is registered now, in order. */
    List<Service> services() {
        return List.copyOf(services);
    }

    /** Who hears reports. */
    ReportListener listener() {
        return services.stream()
                .map(Service::service)
                .filter(ReportListener.class::isInstance)
                .map(ReportListener.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private ServiceRegistration<?> register(Object... arguments) {
        var service = new Service(arguments[0], arguments[1], Optional.ofNullable((Dictionary<?, ?>) arguments[2]));
        services.add(service);
        return standIn(ServiceRegistration.class, (method, none) -> switch (method.getName()) {
            case "unregister" -> services.remove(service);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static Bundle bundle() {
        return standIn(Bundle.class, (method, none) -> switch (method.getName()) {
            case "getVersion" -> new Version("0.1.0");
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    @FunctionalInterface
    private interface Answers {
        Object to(Method method, Object... arguments);
    }

    private static <T> T standIn(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                Framework.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method, arguments)));
    }
}
