/**
 * Files in, desired state out. {@link org.gatewatch.config.internal.ConfigurationFolder} reads files,
 * {@link org.gatewatch.config.internal.Evaluation} decides what of them runs; both serve the running gateway and the
 * command line alike.
 */
package org.gatewatch.config.internal;
