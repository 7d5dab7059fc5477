/** The {@code gatewatch} command line. Runs outside of the framework, in a process of its own. */
package org.gatewatch.shell.internal.cli;
