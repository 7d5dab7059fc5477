/**
 * The second socket: requests of the command line that look at resources in detail and change them. Apart from the first one
 * because a change waits for the disk, and because who asks for the status can then send nothing at all.
 */
package org.gatewatch.shell.internal.control;
