/** The door for clients of Open Telekom Cloud's and Huawei's VPN v5, with as much of Keystone as they start up with. */
package org.gatewatch.http.internal.otc;
