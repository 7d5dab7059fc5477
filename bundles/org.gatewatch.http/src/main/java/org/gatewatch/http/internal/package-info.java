/**
 * Serves what clients of two clouds, of Prometheus and of our own JSON ask for.
 * {@link org.gatewatch.http.internal.HttpComponent} is the component, {@link org.gatewatch.http.internal.HttpServer} the
 * only class that knows Jetty. What is asked for goes through one of the doors to
 * {@link org.gatewatch.api.resource.Resources}.
 */
package org.gatewatch.http.internal;
