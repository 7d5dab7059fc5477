package org.gatewatch.itest.harness;

import java.util.Map;
import org.ops4j.pax.exam.ProbeInvokerFactory;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Offers Pax Exam's extender, inside, a way to run Jupiter tests. No DS: it must work when DS is what fails. */
public final class InsideActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        ProbeInvokerFactory factory =
                (testBundle, call) -> new JupiterInvoker(((BundleContext) testBundle).getBundle(), call);
        context.registerService(
                ProbeInvokerFactory.class,
                factory,
                FrameworkUtil.asDictionary(Map.of("driver", JupiterInvoker.DRIVER)));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service away.
    }
}
