package org.gatewatch.api.probe;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Says what this process lacks to send and capture packets. */
@ProviderType
public interface SelfTest {
    /** One line for each thing that is missing, saying how to give it; empty when packets can be sent and captured. */
    List<String> missing();
}
