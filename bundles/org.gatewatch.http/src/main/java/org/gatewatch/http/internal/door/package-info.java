/** What every door speaks: requests, answers, JSON; nothing of Jetty and nothing of a cloud. */
package org.gatewatch.http.internal.door;
