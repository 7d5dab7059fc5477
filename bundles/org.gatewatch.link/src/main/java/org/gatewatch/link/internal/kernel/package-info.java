/** What the kernel knows and how it is asked: system calls, rtnetlink messages, and our copy of its tables. */
package org.gatewatch.link.internal.kernel;
