/**
 * What clients see and change: monitors, probes, VPN connections and connection monitors as resources with ids, ARNs, tags,
 * times and states. The model is the union of AWS CloudWatch Network Monitor and of the connection monitors of Open Telekom
 * Cloud's and Huawei's VPN; the command line and both HTTP doors are clients of
 * {@link org.gatewatch.api.resource.Resources} and of nothing else. What it changes it writes to files, so the files stay
 * the truth.
 */
@Export
@Version("1.0.0")
package org.gatewatch.api.resource;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
