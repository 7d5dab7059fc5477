/** Work in progress. */
package org.gatewatch.mqtt.internal;
