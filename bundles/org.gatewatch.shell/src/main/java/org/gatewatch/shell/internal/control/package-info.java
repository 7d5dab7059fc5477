/**
 * The control socket: requests of the command line, a line of JSON each, who serves them, and what they look at in detail
 * and change. {@link org.gatewatch.shell.internal.control.TimedChannel} is used by both sides.
 */
package org.gatewatch.shell.internal.control;
