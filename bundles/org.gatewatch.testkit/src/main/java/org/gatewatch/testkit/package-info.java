/** Stand-ins for unit tests: time that a test moves by hand, a link that it scripts, a listener that remembers. */
@Export
@Version("1.0.0")
package org.gatewatch.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
