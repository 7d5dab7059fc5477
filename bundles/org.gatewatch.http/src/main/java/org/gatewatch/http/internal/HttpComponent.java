package org.gatewatch.http.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gatewatch.api.history.History;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.Reporter;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.http.internal.door.Services;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Serves while it is configured and enabled. While it is not, no other class of this bundle is loaded. */
@Component(
        service = {},
        immediate = true,
        configurationPid = HttpConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpConfig.class)
public final class HttpComponent {
    private final BundleContext context;
    private final Optional<Opening> opening;
    private Optional<ServiceRegistration<Reporter>> registration = Optional.empty(); // touched by SCR only

    // Dynamic, so not final: what is served must not be closed when the history's settings change.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile History history;

    /** Starts nothing: SCR throws away, and never deactivates, what it made when a service that it needs goes meanwhile. */
    @Activate
    public HttpComponent(
            BundleContext context,
            HttpConfig config,
            @Reference Resources resources,
            @Reference Monitoring monitoring) {
        this.context = context;
        this.opening = config.enabled()
                ? Optional.of(opening(context, config, new Services(resources, monitoring, this::history)))
                : Optional.empty();
    }

    /** Begins to serve; does not wait for it. */
    @Activate
    void start() {
        opening.ifPresent(Opening::start);
        registration = opening.map(it -> context.registerService(Reporter.class, it::status, null));
    }

    private static Opening opening(BundleContext context, HttpConfig config, Services services) {
        String hostName = hostName();
        return new Opening(HttpSettings.of(config, hostName), Folders.of(context), hostName, services);
    }

    private Optional<History> history() {
        return Optional.ofNullable(history);
    }

    @Deactivate
    void stop() {
        registration.ifPresent(ServiceRegistration::unregister);
        opening.ifPresent(Opening::close);
    }

    /** The kernel's name for this host: InetAddress would ask DNS, and activation waits for nobody. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "gateway";
        }
    }
}
