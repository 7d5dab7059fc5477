package org.gatewatch.api.resource;

/**
 * How much clients may create; what a person writes into files is limited by memory alone.
 *
 * @param monitors on this gateway
 * @param probesPerMonitor in one monitor
 * @param probesPerSubnet of one monitor that share a source
 * @param connections VPN connections on this gateway
 */
public record Quotas(int monitors, int probesPerMonitor, int probesPerSubnet, int connections) {}
