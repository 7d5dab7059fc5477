package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.snmp.internal.PingRequest.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.PDU;
import org.snmp4j.smi.VariableBinding;

/**
 * Rows of {@code pingCtlTable} that managers create, change and destroy: probes that come and go through the same service
 * as those of the other clients. The owner is the monitor, made with its first row and deleted with its last.
 */
final class PingRows implements Writes {
    private static final Logger LOG = LoggerFactory.getLogger(PingRows.class);
    /** snmpd gives a subagent one second. */
    private static final long SHOWN_WITHIN_MILLIS = 500;

    private final Supplier<Optional<Resources>> resources;
    private final ProbeStore probes;
    private final Runnable changed;

    /**
     * @param changed what a manager reads next is to show what it wrote
     */
    PingRows(Supplier<Optional<Resources>> resources, ProbeStore probes, Runnable changed) {
        this.resources = resources;
        this.probes = probes;
        this.changed = changed;
    }

    @Override
    public Prepared prepare(List<VariableBinding> bindings) {
        try {
            var request = PingRequest.of(bindings);
            boolean there = probes.row(request.id())
                    .filter(row -> row.index().equals(request.row()))
                    .isPresent();
            var change = there ? toOld(request) : toNew(request);
            return new Prepared(NO_ERROR, 0, change);
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    /** RFC 2579, {@code RowStatus}, column A of the table: the row does not exist. */
    private Change toNew(PingRequest request) throws RefusedException {
        OptionalInt status = request.rowStatus();
        if (status.isEmpty()) {
            throw request.refused(PDU.inconsistentName, 0);
        }
        return switch (status.getAsInt()) {
            case PingMib.ROW_CREATE_AND_GO -> creation(request);
            case PingMib.ROW_DESTROY -> new Step(Optional.empty(), Step.NOTHING, Step.NOTHING);
            default -> throw request.refused(PDU.inconsistentValue, PingRequest.ROW_STATUS);
        };
    }

    /** Column D of that table: the row is active. */
    private Change toOld(PingRequest request) throws RefusedException {
        int status = request.rowStatus().orElse(PingMib.ROW_ACTIVE);
        if (status == PingMib.ROW_DESTROY) {
            return new Step(Optional.of(request.id()), to -> destroy(to, request.id()), Step.IMPOSSIBLE);
        }
        if (status != PingMib.ROW_ACTIVE) {
            throw request.refused(PDU.inconsistentValue, PingRequest.ROW_STATUS);
        }
        if (PingSettings.changesTheSchedule(request)) {
            throw request.refused(PDU.inconsistentValue, PingRequest.FREQUENCY);
        }
        var settings = PingSettings.changed(request);
        return new Step(
                Optional.empty(),
                to -> {
                    if (!settings.equals(Settings.NONE)) {
                        to.updateProbe(request.id().monitor(), request.id().probe(), settings);
                    }
                },
                Step.IMPOSSIBLE);
    }

    private Change creation(PingRequest request) throws RefusedException {
        var probe = PingSettings.created(request);
        return new Step(Optional.of(request.id()), to -> create(to, request, probe), to -> destroy(to, request.id()));
    }

    private static void create(Resources to, PingRequest request, Settings probe) {
        String owner = request.id().monitor();
        try {
            var period = to.monitor(owner).monitor().aggregationPeriod();
            if (!period.equals(PingSettings.period(request))) {
                throw new ResourceException(
                        Kind.CONFLICT, "rows of owner " + owner + " have a period of " + period.toSeconds() + " s");
            }
        } catch (ResourceException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            to.createMonitor(PingSettings.monitor(request, probe), "");
            return;
        }
        to.createProbe(owner, probe, "");
    }

    private static void destroy(Resources to, ProbeId id) {
        to.deleteProbe(id.monitor(), id.probe());
        var rest = to.monitor(id.monitor());
        if (rest.monitor().probes().isEmpty() && PingTest.isOurs(rest.monitor().tags())) {
            to.deleteMonitor(id.monitor(), true);
        }
    }

    /** Switches a probe off that has sent all its packets. */
    void complete(ProbeId id) {
        try {
            resources
                    .get()
                    .ifPresent(to -> to.updateProbe(id.monitor(), id.probe(), Settings.NONE.with("enabled", false)));
        } catch (ResourceException e) {
            LOG.warn(
                    "probe-not-stopped: SNMP test {} is complete, but its probe cannot be switched off: {}",
                    id,
                    e.getMessage());
        }
    }

    /** A step of changing what is watched. */
    private interface Work {
        void on(Resources resources);
    }

    /** One row's change. */
    private final class Step implements Change {
        private static final Work NOTHING = to -> {};
        private static final Work IMPOSSIBLE = to -> {
            throw new ResourceException(Kind.INTERNAL, "what was set cannot be taken back");
        };

        /** The row that comes or goes. */
        private final Optional<ProbeId> row;

        private final Work forth;
        private final Work back;

        Step(Optional<ProbeId> row, Work forth, Work back) {
            this.row = row;
            this.forth = forth;
            this.back = back;
        }

        @Override
        public int commit() {
            return run(forth, COMMIT_FAILED);
        }

        @Override
        public int undo() {
            return run(back, UNDO_FAILED) == NO_ERROR ? NO_ERROR : UNDO_FAILED;
        }

        private int run(Work work, int failed) {
            var service = resources.get();
            if (service.isEmpty()) {
                return PDU.resourceUnavailable;
            }
            boolean before = row.map(probes::isThere).orElse(false);
            try {
                work.on(service.get());
            } catch (ResourceException e) {
                LOG.info("snmp-set-refused: SNMP SET refused: {}", e.getMessage());
                return status(e.kind(), failed);
            }
            row.ifPresent(id -> probes.awaitChange(id, before, SHOWN_WITHIN_MILLIS));
            changed.run();
            return NO_ERROR;
        }

        private static int status(Kind kind, int failed) {
            return switch (kind) {
                case VALIDATION, CONFLICT -> PDU.inconsistentValue;
                case QUOTA -> PDU.resourceUnavailable;
                case READ_ONLY -> PDU.notWritable;
                case NOT_FOUND -> PDU.inconsistentName;
                case INTERNAL -> failed;
            };
        }
    }
}
