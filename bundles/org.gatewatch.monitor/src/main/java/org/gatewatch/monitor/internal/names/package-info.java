/**
 * Names as destinations: resolved again and again, on threads of their own, so that a name that fails or hangs harms only
 * the probes that go there.
 */
package org.gatewatch.monitor.internal.names;
