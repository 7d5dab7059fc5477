package org.gatewatch.config.internal.resource;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.config.internal.WatchedConfiguration;
import org.osgi.framework.BundleContext;

/** The service as it is shipped, over a folder of a test. */
public final class RealResources {
    private RealResources() {}

    /**
     * The service.
     *
     * @param folder of files
     * @param monitoring what runs
     * @param settings of {@code org.gatewatch.config.cfg} that are not the defaults
     */
    public static Resources over(Path folder, Monitoring monitoring, Map<String, Object> settings) {
        var context = (BundleContext) Proxy.newProxyInstance(
                RealResources.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> folder.toString());
        var config = (ResourceConfig) Proxy.newProxyInstance(
                RealResources.class.getClassLoader(),
                new Class<?>[] {ResourceConfig.class},
                (self, method, none) ->
                        settings.getOrDefault(method.getName().replace('_', '.'), method.getDefaultValue()));
        var service = new ResourceService(new WatchedConfiguration(context), config);
        service.use(monitoring, new PassingStore());
        return service;
    }
}
