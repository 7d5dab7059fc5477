package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.api.report.Reporter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Publishes what the engine reports while it is configured and enabled. It registers its {@link ReportListener} itself:
 * a service of the component would carry the configuration, the password among it, as service properties.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = MqttReporterConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MqttReporterConfig.class)
public final class MqttReporter {
    private record Running(MqttPublisher publisher, List<ServiceRegistration<?>> registrations) {}

    /** Which configuration this is: the only one, or one of a factory's. */
    @interface Identity {
        /** {@code org.gatewatch.mqtt}, or that with an instance's name. */
        String service_pid() default MqttReporterConfig.PID;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Monitoring monitoring;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Configuration configuration;

    private final Optional<Running> running;

    /** Starts to publish; does not wait for the broker. */
    @Activate
    public MqttReporter(BundleContext context, MqttReporterConfig config, Identity identity) {
        var settings = MqttSettings.of(config, hostName());
        this.running =
                config.enabled() ? Optional.of(start(context, settings, identity.service_pid())) : Optional.empty();
    }

    private Running start(BundleContext context, MqttSettings settings, String servicePid) {
        var environment = new Environment(
                folder(context, servicePid),
                context.getBundle().getVersion().toString(),
                context.getProperty(Constants.FRAMEWORK_UUID),
                Clock.system(),
                new Engine(() -> Optional.ofNullable(monitoring), () -> Optional.ofNullable(configuration)));
        var publisher = new MqttPublisher(settings, environment, TimeLimits.DEFAULT);
        publisher.start();
        return new Running(
                publisher,
                List.of(
                        context.registerService(ReportListener.class, publisher.listener(), null),
                        context.registerService(Reporter.class, publisher::status, null)));
    }

    /** Each broker's own: {@code mqtt/<name>}, the name being what follows the PID in that of a factory's instance. */
    private static Path folder(BundleContext context, String servicePid) {
        String data = context.getProperty("gatewatch.data");
        Path parent = data == null ? context.getDataFile("").toPath() : Path.of(data);
        String name = servicePid.replaceFirst("^" + Pattern.quote(MqttReporterConfig.PID) + "[.~-]?", "");
        return parent.resolve("mqtt").resolve(name.isEmpty() ? "default" : TopicTemplate.escaped(name));
    }

    @Deactivate
    void stop() {
        running.ifPresent(parts -> {
            parts.registrations().forEach(ServiceRegistration::unregister);
            parts.publisher().close();
        });
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
