package org.gatewatch.config.internal;

import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Source;
import org.gatewatch.config.internal.yaml.Place;

/** From where to where a probe goes. */
sealed interface Target {
    /** The ends; the target's references must be known. */
    Ends ends(KnownEnds known);

    /** Both ends, as the probe will have them; its file may say it all. */
    record Ends(Optional<UUID> connectionId, Source source, Destination destination) implements Target {
        @Override
        public Ends ends(KnownEnds known) {
            return this;
        }
    }

    /** Something that stands in another file. */
    sealed interface Reference extends Target {
        /** The way to the reference in its file. */
        String key();

        Place place();

        /** What is referred to, as the file has it. */
        String text();

        /** What is wrong with the reference; empty when all is well. */
        Optional<String> problem(KnownEnds known);

        /** What it may refer to. */
        String allowed();
    }

    /** Between the outer addresses of a VPN connection. */
    record OfConnection(UUID id, String key, Place place) implements Reference {
        @Override
        public String text() {
            return id.toString();
        }

        @Override
        public String allowed() {
            return "the id of one in connections/";
        }

        @Override
        public Optional<String> problem(KnownEnds known) {
            return known.connections().containsKey(id)
                    ? Optional.empty()
                    : Optional.of("no VPN connection has this id");
        }

        @Override
        public Ends ends(KnownEnds known) {
            var connection = known.connections().get(id);
            return new Ends(
                    Optional.of(id),
                    new Source.Address(connection.gatewayAddress()),
                    new Destination.Address(connection.customerGatewayAddress()));
        }
    }

    /** From what stands for a subnet on this host. */
    record FromSubnet(String arn, Destination destination, String key, Place place) implements Reference {
        @Override
        public String text() {
            return arn;
        }

        @Override
        public String allowed() {
            return "the ARN of one in subnets/ of the same family";
        }

        @Override
        public Optional<String> problem(KnownEnds known) {
            var source = known.subnets().get(arn);
            return source == null
                    ? Optional.of("no subnet has this ARN")
                    : Families.problem(source, destination).map(problem -> source + " stands for it and is " + problem);
        }

        @Override
        public Ends ends(KnownEnds known) {
            var source = known.subnets().get(arn);
            return new Ends(Optional.empty(), source, Families.narrowed(source, destination));
        }
    }
}
