package org.gatewatch.http.internal.otc;

/**
 * The project that clients of OTC and Huawei find here; there is one.
 *
 * @param id in paths
 * @param name that clients ask for
 * @param domainId of the domain that it is in
 * @param domainName that clients ask for
 * @param region of its endpoints; empty: what a client asks for
 */
public record Project(String id, String name, String domainId, String domainName, String region) {}
