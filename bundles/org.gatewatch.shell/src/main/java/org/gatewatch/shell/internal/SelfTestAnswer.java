package org.gatewatch.shell.internal;

import java.util.List;
import java.util.function.Supplier;
import org.gatewatch.api.probe.SelfTest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands the self-test out of the framework: {@code gatewatch run} stands outside of it and shares only the JDK's types
 * with the bundles.
 */
@Component(service = Supplier.class, property = SelfTestAnswer.PROPERTY + "=missing")
public final class SelfTestAnswer implements Supplier<List<String>> {
    /** The service property that tells this supplier from others. */
    public static final String PROPERTY = "gatewatch.selftest";

    private final SelfTest selfTest;

    @Activate
    public SelfTestAnswer(@Reference SelfTest selfTest) {
        this.selfTest = selfTest;
    }

    @Override
    public List<String> get() {
        return selfTest.missing();
    }
}
