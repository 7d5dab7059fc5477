/** Starts the framework and its bundles, and stops them again. Runs outside of the framework, around it. */
package org.gatewatch.shell.internal.run;
