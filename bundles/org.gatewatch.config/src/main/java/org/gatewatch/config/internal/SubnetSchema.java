package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;
import static org.gatewatch.config.internal.yaml.Key.required;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatewatch.api.Source;
import org.gatewatch.config.internal.yaml.AddressTypes;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.Schema;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueType;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What a file in {@code subnets/} may say. Reads one file. */
final class SubnetSchema {
    /** The key of the list that is read item by item. */
    static final String LIST = "subnets";

    private static final Key<String> ARN =
            required("arn", arn()).says("What probes name as source, unique over all files.");
    private static final Key<Source> INTERFACE = optional("interface", AddressTypes.interfaceName())
            .says("The interface that stands for it; this or address.");
    private static final Key<InetAddress> ADDRESS = optional("address", AddressTypes.address())
            .says("The address of this host that stands for it; this or interface.");
    static final Schema SUBNET = new Schema("subnet", ARN, INTERFACE, ADDRESS, LabelSchema.VPC_ID)
            .where("\"oneOf\": [{\"required\": [\"interface\"]}, {\"required\": [\"address\"]}]");

    private static final Key<List<Value>> SUBNETS = required(LIST, ValueTypes.list("subnets", SUBNET.form()));
    /** A whole file. */
    static final Schema FILE = new Schema("subnets file", SUBNETS);

    private final List<Subnet> subnets = new ArrayList<>();
    private final Claims claims = new Claims();

    /** The document's subnets with those read before; incomplete when problems were reported. */
    Optional<Version<List<Subnet>>> read(Value document) {
        var items = FILE.section(document).flatMap(file -> file.read(SUBNETS));
        items.ifPresent(list -> list.forEach(this::readSubnet));
        return items.map(list -> new Version<>(List.copyOf(subnets), claims.all(), List.of()));
    }

    /** A subnet's ARN as AWS writes it. */
    static ValueType<String> arn() {
        return ValueTypes.text(
                Pattern.compile("(?=.{20,2048}$)arn:[a-zA-Z0-9_-]+:ec2:[a-zA-Z0-9_-]*:[0-9]*:subnet/[a-zA-Z0-9_-]+"),
                "the ARN of a subnet, such as" + " arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcdef0");
    }

    void readSubnet(Value item) {
        SUBNET.section(item).ifPresent(section -> {
            var arn = section.read(ARN);
            arn.ifPresent(
                    given -> claims.add("subnet ARN", given, section.raw(ARN).orElseThrow()));
            var source = source(section);
            var vpcId = section.read(LabelSchema.VPC_ID);
            arn.ifPresent(given -> source.ifPresent(it -> subnets.add(new Subnet(given, vpcId, it))));
        });
    }

    private static Optional<Source> source(Section section) {
        Optional<Source> ofAddress = section.read(ADDRESS).map(Source.Address::new);
        if (section.has(INTERFACE) && section.has(ADDRESS)) {
            section.wrong(ADDRESS, "not together with interface, which stands for the subnet, too", "one of them");
        } else if (!section.has(INTERFACE) && !section.has(ADDRESS)) {
            section.self().wrong("a subnet needs interface or address", "one of them");
        }
        return section.read(INTERFACE).or(() -> ofAddress);
    }
}
