/**
 * What decided samples mean: judges that turn them into health and cause, and the experiments that tell a limited peer
 * or a small path from a bad one. Nothing here sends by itself, knows a thread, or is visible outside the bundle; all but
 * what says otherwise is confined to the monitor thread.
 */
package org.gatewatch.monitor.internal.verdict;
