/** What {@code gatewatch doctor} looks at on this host; outside of the framework, and only when asked. */
package org.gatewatch.shell.internal.doctor;
