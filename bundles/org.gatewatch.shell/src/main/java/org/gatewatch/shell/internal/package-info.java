/** Answers the command line: one document over an owner-only socket in the data folder. */
package org.gatewatch.shell.internal;
