/**
 * Runs Jupiter test classes inside Felix. {@link org.gatewatch.itest.harness.InFelix} is all that a test sees: the same
 * class is met twice: outside, where the class is sent into a Pax Exam container and each method ends as it ended there, and
 * inside, where Jupiter runs the class with all its lifecycle.
 */
@Export
@Version("1.0.0")
package org.gatewatch.itest.harness;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
