/**
 * The embedded store. {@link org.gatewatch.history.internal.HistoryComponent} keeps completed periods,
 * {@link org.gatewatch.history.internal.StateComponent} what must survive a restart, each in a file of its own; only
 * {@link org.gatewatch.history.internal.StoreFile} and the maps know MVStore.
 */
package org.gatewatch.history.internal;
