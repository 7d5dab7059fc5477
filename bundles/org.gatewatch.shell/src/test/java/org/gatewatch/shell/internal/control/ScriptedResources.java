package org.gatewatch.shell.internal.control;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Source;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.resource.ConnectionMonitorView;
import org.gatewatch.api.resource.ConnectionView;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.Origin;
import org.gatewatch.api.resource.Page;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.SubnetView;

/** Writes down what is asked for, and shows one monitor, probe and connection, whatever is asked for. */
public final class ScriptedResources {
    private static final UUID ID = UUID.fromString("5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11");
    private static final Origin ORIGIN = new Origin("offices.yaml", true, Instant.EPOCH, Instant.EPOCH);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Optional<ResourceException> refusal = Optional.empty();

    /** What was asked for, in order: {@code method[arguments]}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Refuses everything from now on. */
    public void refuse(String message) {
        refusal = Optional.of(new ResourceException(Kind.CONFLICT, message));
    }

    public Resources resources() {
        return (Resources) Proxy.newProxyInstance(
                Resources.class.getClassLoader(), new Class<?>[] {Resources.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + Arrays.toString(arguments));
                    refusal.ifPresent(it -> {
                        throw it;
                    });
                    return answer(method);
                });
    }

    private static Object answer(Method method) {
        Class<?> type = method.getReturnType();
        if (type == MonitorView.class) {
            return monitor();
        }
        if (type == ProbeView.class) {
            return probe();
        }
        if (type == ConnectionView.class) {
            return connection();
        }
        if (type == ConnectionMonitorView.class) {
            return new ConnectionMonitorView(ID, connection().connection(), monitor());
        }
        if (type == Page.class) {
            var item = method.getName().equals("monitors") ? monitor() : connection();
            return new Page<Object>(List.of(item), Optional.empty());
        }
        return null;
    }

    private static MonitorView monitor() {
        var monitor = new Monitor(
                "offices",
                Monitor.DEFAULT_AGGREGATION_PERIOD,
                Map.of("team", "wan"),
                List.of(probe().probe()),
                Quorum.DEFAULT);
        return new MonitorView(monitor, "arn:m", LifecycleState.ACTIVE, ORIGIN, List.of(probe()));
    }

    private static ProbeView probe() {
        return new ProbeView(
                "probe-1418fv6mkaaykp5vm874is561",
                "arn:p",
                "offices",
                Probe.to("berlin", InetAddress.getLoopbackAddress()),
                LifecycleState.ERROR,
                "interface wan is down",
                new SubnetView("arn:s", "vpc-12345678", new Source.Any()),
                Optional.empty(),
                ORIGIN);
    }

    private static ConnectionView connection() {
        var loopback = InetAddress.getLoopbackAddress();
        return new ConnectionView(
                new VpnConnection(ID, "berlin", loopback, loopback, Quorum.DEFAULT),
                Health.DOWN,
                Optional.empty(),
                ORIGIN);
    }
}
