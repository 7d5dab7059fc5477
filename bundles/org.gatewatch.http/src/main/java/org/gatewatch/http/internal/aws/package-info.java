/** The door for clients of AWS CloudWatch Network Monitor: restJson1 of {@code networkmonitor} 2023-08-01. */
package org.gatewatch.http.internal.aws;
